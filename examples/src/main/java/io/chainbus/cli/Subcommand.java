package io.chainbus.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command of {@code ./chainbus}: a class with picocli's {@code @Command(name = ..., description = ...)}, its options
 * and its parameters as fields, and {@link #run}. {@code --help} is added to each command; its example belongs into the
 * {@code footer}.
 *
 * <p>The commands of this module are listed in {@link Commands}. Another module adds its own as a service: a public
 * class with a public constructor without parameters, named in {@code META-INF/services/io.chainbus.cli.Subcommand}.
 *
 * <p>A command writes to {@code spec.commandLine().getOut()} (with {@code @Spec CommandSpec spec}), never to
 * {@code System.out}: the writers encode UTF-8 and are flushed at the end.
 */
public interface Subcommand extends Callable<Integer> {

    /**
     * Does the command's work, on the thread that called {@code main}.
     *
     * @return what the process ends with; not {@link ExitStatus#REFUSED}, which {@link io.chainbus.input.InputRefused}
     *     stands for
     * @throws io.chainbus.input.InputRefused if an input cannot be used
     * @throws picocli.CommandLine.ParameterException if the call is wrong in a way that picocli did not see
     * @throws Exception for a bug: it ends in one line and {@link ExitStatus#FAILED}
     */
    ExitStatus run() throws Exception;

    /** The commands below this one: {@code chainbus example} has its examples there. */
    default List<CommandSpec> below() {
        return List.of();
    }

    /** What picocli calls. */
    @Override
    default Integer call() throws Exception {
        return run().code();
    }
}
