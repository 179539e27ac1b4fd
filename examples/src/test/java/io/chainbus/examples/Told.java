package io.chainbus.examples;

import akka.actor.typed.ActorSystem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** What an example prints. */
public final class Told {

    private Told() {}

    /** Its lines, without leading and trailing blanks. */
    public static List<String> by(Example example, ActorSystem<?> system, String... options) throws Exception {
        CommandLine.populateCommand(example, options);
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        example.run(system, out);
        out.flush();
        return text.toString().lines().map(String::strip).toList();
    }
}
