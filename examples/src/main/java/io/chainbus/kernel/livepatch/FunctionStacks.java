package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.ftrace.Ftrace;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.task.Site;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stacks of all patched functions. A function has one hook for as long as its stack is not empty. Guarded by
 * livepatch's lock.
 */
final class FunctionStacks {

    /** Why a replacement could not be put in place. */
    record Failure(Errno errno, String message) {}

    private final Ftrace ftrace;
    private final Map<Site, FunctionStack> stacks = new HashMap<>();

    FunctionStacks(Ftrace ftrace) {
        this.ftrace = ftrace;
    }

    Optional<Failure> push(PatchInForce patch, Site site, Diversion diversion) {
        FunctionStack stack = stacks.get(site);
        if (stack != null) {
            stack.push(patch, diversion);
            return Optional.empty();
        }
        FunctionStack first = new FunctionStack();
        first.push(patch, diversion);
        Optional<Failure> failure = attach(site, first);
        if (failure.isEmpty()) {
            stacks.put(site, first);
        }
        return failure;
    }

    private Optional<Failure> attach(Site site, FunctionStack stack) {
        return switch (ftrace.attach(site, stack)) {
            case ATTACHED -> Optional.empty();
            case NO_LOCATION ->
                Optional.of(new Failure(
                        Errno.EINVAL, "livepatch: failed to find location for function '" + site.function() + "'"));
            case SWITCHED_OFF ->
                Optional.of(new Failure(
                        Errno.EBUSY,
                        "livepatch: failed to register ftrace handler for function '" + site.function() + "' (-"
                                + Errno.EBUSY.number() + ")"));
        };
    }

    /** Takes a patch out of the stack, wherever in it, if it is there. */
    void remove(PatchInForce patch, Site site) {
        FunctionStack stack = stacks.get(site);
        if (stack == null) {
            return;
        }
        stack.remove(patch);
        if (stack.isEmpty()) {
            stacks.remove(site);
            ftrace.detach(site);
        }
    }
}
