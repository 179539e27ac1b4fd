package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.ftrace.Ftrace;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.module.ModuleState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The livepatches in force, as kernel/livepatch/core.c keeps them. A livepatch module's init enables its patch; the module
 * chain tells which modules are present ({@link LivepatchSubscriber}).
 *
 * <p>Safe to use from several threads: everything happens under one lock (Linux {@code klp_mutex}), since a patch may be
 * enabled while a module that it patches comes or goes. Ftrace's locks and a pin's are taken under it, never the other
 * way round. A transition completes at once here, as it does in a kernel none of whose tasks is in a patched function.
 */
public final class Livepatch {

    private final Object lock = new Object();
    private final KernelLog log;
    private final FunctionTable vmlinux;
    private final Patching patching;
    /** Oldest first. */
    private final List<PatchInForce> inForce = new ArrayList<>();
    /** The modules that may be patched: present from their COMING until it is undone or they have gone. */
    private final Map<String, Present> present = new HashMap<>();

    private record Present(FunctionTable functions, ModuleState state) {}

    public Livepatch(Ftrace ftrace, FunctionTable vmlinux, KernelLog log) {
        this.log = log;
        this.vmlinux = vmlinux;
        this.patching = new Patching(new FunctionStacks(ftrace), log);
    }

    /**
     * Enables a patch, from its module's init. Returns the error with which the module is to be refused, if any; then
     * everything has been taken back.
     *
     * @param pin the livepatch module's, taken until the patch is disabled
     */
    public Optional<Errno> enable(Patch patch, ModuleInstance.Pin pin) {
        synchronized (lock) {
            Optional<Errno> unknown = unknownFunction(patch);
            if (unknown.isPresent()) {
                return unknown;
            }
            PatchInForce enabling = new PatchInForce(patch, pin);
            inForce.add(enabling);
            log.line("livepatch: enabling patch '" + patch.name() + "'");
            Transition transition = new Transition(patch.name(), log);
            transition.initialize(Transition.Target.PATCHED);
            Optional<Errno> error = apply(enabling);
            if (error.isPresent()) {
                log.line("livepatch: failed to enable patch '" + patch.name() + "'");
                transition.cancel();
                unpatch(enabling, transition);
                return error;
            }
            pin.take();
            transition.start();
            transition.completing();
            forEachPresent(enabling, PatchedObject::postPatch);
            transition.complete();
            return Optional.empty();
        }
    }

    private Optional<Errno> unknownFunction(Patch patch) {
        for (ObjectPatch object : patch.objects()) {
            Optional<FunctionTable> functions = functionsOf(object);
            if (functions.isPresent() && !patching.knowsAll(object, functions.get())) {
                return Optional.of(Errno.EINVAL);
            }
        }
        return Optional.empty();
    }

    private Optional<Errno> apply(PatchInForce enabling) {
        for (PatchedObject object : enabling.objects) {
            Optional<ObjectState> state = stateOf(object);
            if (state.isEmpty()) {
                continue;
            }
            Optional<Errno> error = object.prePatch(state.get());
            if (error.isPresent()) {
                log.line("livepatch: pre-patch callback failed for object '" + object.name() + "'");
                return error;
            }
            Optional<Errno> hook = patching.patch(enabling.name(), object);
            if (hook.isPresent()) {
                log.line("livepatch: failed to patch object '" + object.name() + "'");
                return hook;
            }
        }
        return Optional.empty();
    }

    /**
     * Writes to {@code /sys/kernel/livepatch/NAME/enabled}. Returns the error that the writer gets, if any: {@code ENOENT}
     * where no such patch is in force, {@code EINVAL} for the value that it has already.
     */
    public Optional<Errno> write(String name, boolean enabled) {
        synchronized (lock) {
            Optional<PatchInForce> found =
                    inForce.stream().filter(patch -> patch.name().equals(name)).findFirst();
            if (found.isEmpty()) {
                return Optional.of(Errno.ENOENT);
            }
            if (enabled) {
                return Optional.of(Errno.EINVAL);
            }
            disable(found.get());
            return Optional.empty();
        }
    }

    private void disable(PatchInForce patch) {
        Transition transition = new Transition(patch.name(), log);
        transition.initialize(Transition.Target.UNPATCHED);
        forEachPresent(patch, (object, state) -> {
            if (object.patched()) {
                object.preUnpatch(state);
            }
        });
        transition.start();
        unpatch(patch, transition);
        patch.pin.release();
    }

    /** The last half of a disabling, and of an enabling that failed. */
    private void unpatch(PatchInForce patch, Transition transition) {
        transition.completing();
        patch.objects.forEach(object -> patching.unpatch(patch.name(), object));
        forEachPresent(patch, PatchedObject::postUnpatch);
        transition.complete();
        inForce.remove(patch);
    }

    /** Whether a patch of that name is enabled; none has a directory under {@code /sys/kernel/livepatch}. */
    public boolean isEnabled(String name) {
        synchronized (lock) {
            return inForce.stream().anyMatch(patch -> patch.name().equals(name));
        }
    }

    /** What runs in place of a function now, if it is patched. */
    public Optional<FunctionPatch> replacement(String object, String function) {
        synchronized (lock) {
            return patching.replacement(object, function);
        }
    }

    /** A module comes: every patch in force that names it is applied, oldest first. Returns the error that refuses it. */
    Optional<Errno> coming(KernelModule module) {
        synchronized (lock) {
            String name = module.name();
            present.put(name, new Present(module.functions(), ModuleState.COMING));
            for (PatchInForce patch : inForce) {
                Optional<PatchedObject> object = patch.module(name);
                if (object.isEmpty()) {
                    continue;
                }
                Optional<Errno> error = patching.comes(
                        patch.name(), object.get(), module.functions(), moduleState(name, ModuleState.COMING));
                if (error.isPresent()) {
                    log.line("livepatch: patch '" + patch.name() + "' failed for module '" + name
                            + "', refusing to load module '" + name + "'");
                    revert(name, ModuleState.COMING, inForce.subList(0, inForce.indexOf(patch)));
                    present.remove(name);
                    return error;
                }
            }
            return Optional.empty();
        }
    }

    /** A module's init has run. */
    void live(KernelModule module) {
        synchronized (lock) {
            present.computeIfPresent(module.name(), (name, was) -> new Present(was.functions(), ModuleState.LIVE));
        }
    }

    /**
     * A module goes, or its COMING is undone: the patches that were applied to it are reverted, oldest first.
     *
     * @param state what callbacks are told: COMING in an undo, since the module has got no further
     */
    void going(KernelModule module, ModuleState state) {
        synchronized (lock) {
            if (present.remove(module.name()) != null) {
                revert(module.name(), state, inForce);
            }
        }
    }

    private void revert(String module, ModuleState state, List<PatchInForce> patches) {
        for (PatchInForce patch : patches) {
            patch.module(module)
                    .filter(PatchedObject::patched)
                    .ifPresent(object -> patching.goes(patch.name(), object, moduleState(module, state)));
        }
    }

    private interface Step {
        void on(PatchedObject object, ObjectState state);
    }

    private void forEachPresent(PatchInForce patch, Step step) {
        for (PatchedObject object : patch.objects) {
            stateOf(object).ifPresent(state -> step.on(object, state));
        }
    }

    private Optional<ObjectState> stateOf(PatchedObject object) {
        if (!object.patch.isModule()) {
            return Optional.of(new ObjectState.Vmlinux());
        }
        return Optional.ofNullable(present.get(object.name())).map(there -> moduleState(object.name(), there.state()));
    }

    private Optional<FunctionTable> functionsOf(ObjectPatch object) {
        return object.isModule()
                ? Optional.ofNullable(present.get(object.object())).map(Present::functions)
                : Optional.of(vmlinux);
    }

    private static ObjectState moduleState(String name, ModuleState state) {
        return new ObjectState.Module(name, state);
    }
}
