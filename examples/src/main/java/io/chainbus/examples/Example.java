package io.chainbus.examples;

import akka.actor.typed.ActorSystem;
import java.io.PrintWriter;

/**
 * An embedding example: a class with picocli's {@code @Command(name = ..., description = ...)}, its options as fields, a
 * page of explanation in its javadoc, and {@link #run}. {@code ./chainbus example} lists the examples and {@code
 * ./chainbus example NAME} runs one; {@code --help} is added to each, its example belongs into the {@code footer}.
 */
public interface Example {

    /**
     * Runs the example to its end.
     *
     * @param system its own, stopped when this returns
     * @param out what the example shows; encoded as UTF-8 and flushed at the end
     * @throws Exception for a bug: it ends in one line and the exit status for an internal error
     */
    void run(ActorSystem<?> system, PrintWriter out) throws Exception;
}
