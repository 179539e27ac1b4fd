package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelLog;
import java.util.Optional;

/**
 * What is done to one object of one patch: its hooks, and its steps when it is a module that comes or goes. Guarded by
 * livepatch's lock.
 */
final class Patching {

    private final FunctionStacks stacks;
    private final KernelLog log;

    Patching(FunctionStacks stacks, KernelLog log) {
        this.stacks = stacks;
        this.log = log;
    }

    /** Whether every function that is to be diverted is in the symbol table; the first that is not is logged. */
    boolean knowsAll(PatchedObject object, FunctionTable functions) {
        for (Diversion diversion : object.diversions()) {
            if (functions.find(diversion.function()).isEmpty()) {
                log.line("livepatch: symbol '" + diversion.function() + "' not found in symbol table");
                return false;
            }
        }
        return true;
    }

    /** Puts the hooks on, all or none. */
    Optional<Errno> patch(PatchInForce patch, PatchedObject object) {
        object.patched(true);
        for (Diversion diversion : object.diversions()) {
            Optional<FunctionStacks.Failure> failure = stacks.push(patch, object.site(diversion), diversion);
            if (failure.isPresent()) {
                log.line(failure.get().message());
                unpatch(patch, object);
                return failure.map(FunctionStacks.Failure::errno);
            }
        }
        return Optional.empty();
    }

    /** Takes the hooks off, if they are on. */
    void unpatch(PatchInForce patch, PatchedObject object) {
        if (object.patched()) {
            object.diversions().forEach(diversion -> stacks.remove(patch, object.site(diversion)));
            object.patched(false);
        }
    }

    /** Takes those hooks off that only led back to the original, and forgets them. */
    void unpatchNops(PatchInForce patch) {
        for (PatchedObject object : patch.objects()) {
            object.diversions().stream()
                    .filter(diversion -> object.patched() && diversion instanceof Diversion.Nop)
                    .forEach(nop -> stacks.remove(patch, object.site(nop)));
        }
        patch.forgetNops();
    }

    /**
     * A module comes that the patch names. Returns the error that refuses it; then this patch is off it again.
     *
     * @param inTransition whether the patch is: then its {@code postPatch} will run at the transition's end
     */
    Optional<Errno> comes(
            PatchInForce patch,
            PatchedObject object,
            FunctionTable functions,
            ObjectState state,
            boolean inTransition) {
        if (!knowsAll(object, functions)) {
            log.line("livepatch: failed to initialize patch '" + patch.name() + "' for module '" + object.name()
                    + "' (-" + Errno.EINVAL.number() + ")");
            return Optional.of(Errno.EINVAL);
        }
        log.line("livepatch: applying patch '" + patch.name() + "' to loading module '" + object.name() + "'");
        Optional<Errno> refused = object.prePatch(state);
        if (refused.isPresent()) {
            log.line("livepatch: pre-patch callback failed for object '" + object.name() + "'");
            return refused;
        }
        Optional<Errno> hook = patch(patch, object);
        if (hook.isPresent()) {
            log.line("livepatch: failed to apply patch '" + patch.name() + "' to module '" + object.name() + "' (-"
                    + hook.get().number() + ")");
            object.postUnpatch(state);
            return hook;
        }
        if (!inTransition) {
            object.postPatch(state);
        }
        return Optional.empty();
    }

    /**
     * A module goes that the patch was applied to.
     *
     * @param inTransition whether the patch is: then {@code preUnpatch} has run already, or has nothing to take back
     */
    void goes(PatchInForce patch, PatchedObject object, ObjectState state, boolean inTransition) {
        if (!inTransition) {
            object.preUnpatch(state);
        }
        log.line("livepatch: reverting patch '" + patch.name() + "' on unloading module '" + object.name() + "'");
        unpatch(patch, object);
        object.postUnpatch(state);
    }
}
