package io.chainbus.kernel.console;

import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A program that the console knows by its name. */
@FunctionalInterface
interface Tool {

    /**
     * Starts it, without waiting for anything: what it has to wait for, it makes its stage wait for. It prints its own
     * errors, on the console.
     *
     * @param arguments the words behind the program's name
     * @param out its standard output
     */
    CompletionStage<Status> run(List<String> arguments, KernelLog out);

    /** What a tool returns that has nothing to wait for. */
    static CompletionStage<Status> ended(Status status) {
        return CompletableFuture.completedFuture(status);
    }

    /** Runs a step on each of the arguments, one after the other; failed if one of them has. */
    static CompletionStage<Status> forEach(List<String> arguments, Function<String, CompletionStage<Status>> step) {
        CompletionStage<Status> all = ended(Status.DONE);
        for (String argument : arguments) {
            all = all.thenCompose(before -> step.apply(argument).thenApply(before::and));
        }
        return all;
    }
}
