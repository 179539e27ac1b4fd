package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.ftrace.Ftrace;
import io.chainbus.kernel.module.Errno;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The replacements of each patched function, newest first: it is the newest that runs (Linux {@code struct klp_ops}). A
 * function has one hook for as long as its stack is not empty. Guarded by livepatch's lock.
 */
final class FunctionStacks {

    /** Why a replacement could not be put in place. */
    record Failure(Errno errno, String message) {}

    private record Site(String object, String function) {}

    private record Replacement(String patch, FunctionPatch function) {}

    private final Ftrace ftrace;
    private final Map<Site, Deque<Replacement>> stacks = new HashMap<>();

    FunctionStacks(Ftrace ftrace) {
        this.ftrace = ftrace;
    }

    Optional<Failure> push(String patch, String object, FunctionPatch function) {
        Site site = new Site(object, function.function());
        if (!stacks.containsKey(site)) {
            Optional<Failure> failure = attach(site);
            if (failure.isPresent()) {
                return failure;
            }
        }
        stacks.computeIfAbsent(site, unused -> new ArrayDeque<>()).push(new Replacement(patch, function));
        return Optional.empty();
    }

    private Optional<Failure> attach(Site site) {
        return switch (ftrace.attach(site.object(), site.function())) {
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

    /** Takes a patch's replacement out of the stack, wherever in it, if it is there. */
    void remove(String patch, String object, FunctionPatch function) {
        Site site = new Site(object, function.function());
        Deque<Replacement> stack = stacks.get(site);
        if (stack == null || !stack.removeIf(replacement -> replacement.patch().equals(patch))) {
            return;
        }
        if (stack.isEmpty()) {
            stacks.remove(site);
            ftrace.detach(object, function.function());
        }
    }

    /** What runs in place of the function now. */
    Optional<FunctionPatch> top(String object, String function) {
        return Optional.ofNullable(stacks.get(new Site(object, function)))
                .map(Deque::peek)
                .map(Replacement::function);
    }
}
