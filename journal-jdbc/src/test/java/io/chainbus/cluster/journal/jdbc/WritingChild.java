package io.chainbus.cluster.journal.jdbc;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.cluster.journal.Journal;
import java.io.PrintStream;
import java.util.Map;

/** A JVM that writes a random history, and prints the number of each batch once it is acknowledged, until it is killed. */
final class WritingChild {

    private WritingChild() {}

    public static void main(String[] args) {
        String url = args[0];
        long seed = Long.parseLong(args[1]);
        PrintStream out = System.out;
        ActorSystem.create(coordinator(seed, out), "child", Databases.config(url, Map.of("snapshot-after", "50 KiB")));
    }

    private static Behavior<Journal.Answer> coordinator(long seed, PrintStream out) {
        return Behaviors.setup(context -> {
            var writer =
                    context.spawn(new JdbcJournal(context.getSystem()).writer("chain", context.getSelf()), "writer");
            RandomHistory history = new RandomHistory(seed);
            return Behaviors.receiveMessage(answer -> {
                if (answer instanceof Journal.Written written) {
                    out.println(written.batch());
                    writer.tell(new Journal.Write(written.batch() + 1, history.batch()));
                } else if (answer instanceof Journal.Recovered) {
                    writer.tell(new Journal.Write(1, history.batch()));
                }
                return Behaviors.same();
            });
        });
    }
}
