package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.ftrace.Ftrace;
import io.chainbus.kernel.livepatch.Transition.Target;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The livepatches in force, as kernel/livepatch/core.c keeps them. A livepatch module's init enables its patch; the module
 * chain tells which modules are present ({@link LivepatchSubscriber}).
 *
 * <p>Safe to use from several threads: everything happens under one lock (Linux {@code klp_mutex}), since a patch may be
 * enabled while a module that it patches comes or goes. The locks of ftrace, of tasks and of a pin are taken under it,
 * never the other way round; tasks that enter a function do without it.
 */
public final class Livepatch {

    private final Object lock = new Object();
    private final KernelLog log;
    private final Tasks tasks;
    private final Patching patching;
    private final PresentObjects present;
    /** Oldest first. */
    private final List<PatchInForce> inForce = new ArrayList<>();
    /** The one that is under way, if one is. */
    private @Nullable Transition transition;

    private long turns;

    /**
     * Without any patch yet.
     *
     * @param vmlinux the kernel's own functions that can be patched
     */
    public Livepatch(Ftrace ftrace, Tasks tasks, FunctionTable vmlinux, KernelLog log) {
        this.log = log;
        this.tasks = tasks;
        this.patching = new Patching(new FunctionStacks(ftrace), log);
        this.present = new PresentObjects(vmlinux);
        tasks.onReturn(this::retry);
    }

    /**
     * Enables a patch, from its module's init. Returns the error with which the module is to be refused, if any; then
     * everything has been taken back. If some task is inside a function that it replaces, the transition is not over yet
     * when this returns.
     *
     * @param pin the livepatch module's, taken until the patch is disabled
     */
    public Optional<Errno> enable(Patch patch, ModuleInstance.Pin pin) {
        synchronized (lock) {
            PatchInForce enabling = new PatchInForce(patch, pin);
            if (patch.replace()) {
                enabling.coverUp(inForce);
            }
            if (!symbolsKnown(enabling)) {
                return Optional.of(Errno.EINVAL);
            }
            if (transition != null) {
                return Optional.of(Errno.EBUSY);
            }
            log.line("livepatch: enabling patch '" + patch.name() + "'");
            inForce.add(enabling);
            Transition starting = begin(enabling, Target.PATCHED);
            Optional<Errno> error = apply(enabling);
            if (error.isPresent()) {
                log.line("livepatch: failed to enable patch '" + patch.name() + "'");
                starting.cancel();
                complete(starting);
                return error;
            }
            enabling.pin();
            starting.start();
            tryComplete(starting);
            return Optional.empty();
        }
    }

    private boolean symbolsKnown(PatchInForce patch) {
        return patch.objects().stream()
                .allMatch(object -> present.functions(object)
                        .map(functions -> patching.knowsAll(object, functions))
                        .orElse(true));
    }

    private Optional<Errno> apply(PatchInForce enabling) {
        for (PatchedObject object : enabling.objects()) {
            Optional<ObjectState> state = present.state(object);
            if (state.isEmpty()) {
                continue;
            }
            Optional<Errno> error = object.prePatch(state.get());
            if (error.isPresent()) {
                log.line("livepatch: pre-patch callback failed for object '" + object.name() + "'");
                return error;
            }
            Optional<Errno> hook = patching.patch(enabling, object);
            if (hook.isPresent()) {
                log.line("livepatch: failed to patch object '" + object.name() + "'");
                return hook;
            }
        }
        return Optional.empty();
    }

    /**
     * Writes to {@code /sys/kernel/livepatch/NAME/enabled}. Returns the error that the writer gets, if any: {@code ENOENT}
     * where no such patch is in force, {@code EINVAL} for the value that it has already, {@code EBUSY} while another patch
     * is in transition. A patch that is in transition itself is turned around.
     */
    public Optional<Errno> write(String name, boolean enabled) {
        synchronized (lock) {
            Optional<PatchInForce> found = find(name);
            if (found.isEmpty()) {
                return Optional.of(Errno.ENOENT);
            }
            PatchInForce patch = found.get();
            if (patch.enabled() == enabled) {
                return Optional.of(Errno.EINVAL);
            }
            Transition underWay = transition;
            if (underWay == null) {
                // Whatever is not in transition is enabled: who has been disabled is not in force any more.
                disable(patch);
                return Optional.empty();
            }
            if (underWay.patch() != patch) {
                return Optional.of(Errno.EBUSY);
            }
            turns++;
            underWay.reverse();
            tryComplete(underWay);
            return Optional.empty();
        }
    }

    private void disable(PatchInForce patch) {
        Transition starting = begin(patch, Target.UNPATCHED);
        forEachPresent(patch, (object, state) -> {
            if (object.patched()) {
                object.preUnpatch(state);
            }
        });
        starting.start();
        tryComplete(starting);
    }

    private Transition begin(PatchInForce patch, Target target) {
        Transition starting = new Transition(patch, target, log);
        transition = starting;
        turns++;
        return starting;
    }

    /** A task has returned. */
    private void retry() {
        synchronized (lock) {
            Transition underWay = transition;
            if (underWay != null) {
                tryComplete(underWay);
            }
        }
    }

    private void tryComplete(Transition underWay) {
        if (!underWay.stalledBy(tasks)) {
            complete(underWay);
        }
    }

    private void complete(Transition ending) {
        PatchInForce patch = ending.patch();
        ending.completing();
        if (ending.target() == Target.PATCHED) {
            if (patch.replaces()) {
                takeOver(patch);
            }
            forEachPresent(patch, PatchedObject::postPatch);
        } else {
            patch.objects().forEach(object -> patching.unpatch(patch, object));
            forEachPresent(patch, PatchedObject::postUnpatch);
            inForce.remove(patch);
            patch.unpin();
        }
        ending.complete();
        transition = null;
    }

    /** All older patches are disabled, without any callback of theirs. */
    private void takeOver(PatchInForce patch) {
        List<PatchInForce> older = List.copyOf(inForce.subList(0, inForce.indexOf(patch)));
        for (PatchInForce old : older) {
            old.objects().forEach(object -> patching.unpatch(old, object));
            old.enabled(false);
            old.unpin();
        }
        inForce.removeAll(older);
        patching.unpatchNops(patch);
    }

    /** The patches in force, oldest first: each has a directory under {@code /sys/kernel/livepatch}. */
    public List<PatchStatus> inForce() {
        synchronized (lock) {
            return inForce.stream().map(this::status).toList();
        }
    }

    /** A patch in force; none if it is not. */
    public Optional<PatchStatus> status(String name) {
        synchronized (lock) {
            return find(name).map(this::status);
        }
    }

    private PatchStatus status(PatchInForce patch) {
        return new PatchStatus(patch.name(), patch.enabled(), isInTransition(patch));
    }

    /** Whether a transition is under way. */
    public boolean inTransition() {
        synchronized (lock) {
            return transition != null;
        }
    }

    /** How many transitions have begun or been turned around since the start. */
    public long turns() {
        synchronized (lock) {
            return turns;
        }
    }

    /** A module comes: every patch in force that names it is applied, oldest first. Returns the error that refuses it. */
    Optional<Errno> coming(KernelModule module) {
        synchronized (lock) {
            present.add(module);
            ObjectState state = ObjectState.Module.of(module);
            for (PatchInForce patch : inForce) {
                Optional<Errno> error = patch.module(module.name())
                        .flatMap(object ->
                                patching.comes(patch, object, module.functions(), state, isInTransition(patch)));
                if (error.isPresent()) {
                    log.line("livepatch: patch '" + patch.name() + "' failed for module '" + module.name()
                            + "', refusing to load module '" + module.name() + "'");
                    present.remove(module);
                    revert(module, inForce.subList(0, inForce.indexOf(patch)));
                    return error;
                }
            }
            return Optional.empty();
        }
    }

    /** A module goes, or its COMING is undone: the patches that were applied to it are reverted, oldest first. */
    void going(KernelModule module) {
        synchronized (lock) {
            if (present.remove(module)) {
                revert(module, inForce);
            }
        }
    }

    private void revert(KernelModule module, List<PatchInForce> patches) {
        for (PatchInForce patch : patches) {
            patch.module(module.name())
                    .filter(PatchedObject::patched)
                    .ifPresent(object ->
                            patching.goes(patch, object, ObjectState.Module.of(module), isInTransition(patch)));
        }
    }

    private boolean isInTransition(PatchInForce patch) {
        return transition != null && transition.patch() == patch;
    }

    private Optional<PatchInForce> find(String name) {
        return inForce.stream().filter(patch -> patch.name().equals(name)).findFirst();
    }

    private interface Step {
        void on(PatchedObject object, ObjectState state);
    }

    private void forEachPresent(PatchInForce patch, Step step) {
        for (PatchedObject object : patch.objects()) {
            present.state(object).ifPresent(state -> step.on(object, state));
        }
    }
}
