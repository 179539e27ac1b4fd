package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelLog;
import java.util.Optional;

/** What is done to one object of one patch: its hooks, and its steps when it is a module that comes or goes. */
final class Patching {

    private final FunctionStacks stacks;
    private final KernelLog log;

    Patching(FunctionStacks stacks, KernelLog log) {
        this.stacks = stacks;
        this.log = log;
    }

    /** Whether every function that is to be replaced is in the symbol table; the first that is not is logged. */
    boolean knowsAll(ObjectPatch object, FunctionTable functions) {
        for (FunctionPatch function : object.functions()) {
            if (functions.find(function.function()).isEmpty()) {
                log.line("livepatch: symbol '" + function.function() + "' not found in symbol table");
                return false;
            }
        }
        return true;
    }

    /** Puts the hooks on, all or none. */
    Optional<Errno> patch(String patch, PatchedObject object) {
        object.patched(true);
        for (FunctionPatch function : object.patch.functions()) {
            Optional<FunctionStacks.Failure> failure = stacks.push(patch, object.name(), function);
            if (failure.isPresent()) {
                log.line(failure.get().message());
                unpatch(patch, object);
                return failure.map(FunctionStacks.Failure::errno);
            }
        }
        return Optional.empty();
    }

    /** Takes the hooks off, if they are on. */
    void unpatch(String patch, PatchedObject object) {
        if (object.patched()) {
            object.patch.functions().forEach(function -> stacks.remove(patch, object.name(), function));
            object.patched(false);
        }
    }

    /** A module comes that the patch names. Returns the error that refuses it; then this patch is off it again. */
    Optional<Errno> comes(String patch, PatchedObject object, FunctionTable functions, ObjectState state) {
        if (!knowsAll(object.patch, functions)) {
            log.line("livepatch: failed to initialize patch '" + patch + "' for module '" + object.name() + "' (-"
                    + Errno.EINVAL.number() + ")");
            return Optional.of(Errno.EINVAL);
        }
        log.line("livepatch: applying patch '" + patch + "' to loading module '" + object.name() + "'");
        Optional<Errno> refused = object.prePatch(state);
        if (refused.isPresent()) {
            log.line("livepatch: pre-patch callback failed for object '" + object.name() + "'");
            return refused;
        }
        Optional<Errno> hook = patch(patch, object);
        if (hook.isPresent()) {
            log.line("livepatch: failed to apply patch '" + patch + "' to module '" + object.name() + "' (-"
                    + hook.get().number() + ")");
            object.postUnpatch(state);
            return hook;
        }
        object.postPatch(state);
        return Optional.empty();
    }

    /** A module goes that the patch was applied to. */
    void goes(String patch, PatchedObject object, ObjectState state) {
        object.preUnpatch(state);
        log.line("livepatch: reverting patch '" + patch + "' on unloading module '" + object.name() + "'");
        unpatch(patch, object);
        object.postUnpatch(state);
    }

    Optional<FunctionPatch> replacement(String object, String function) {
        return stacks.top(object, function);
    }
}
