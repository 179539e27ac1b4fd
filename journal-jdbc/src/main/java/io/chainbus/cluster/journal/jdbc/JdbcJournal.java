package io.chainbus.cluster.journal.jdbc;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import io.chainbus.cluster.journal.ChainRegistry;
import io.chainbus.cluster.journal.Journal;
import java.util.concurrent.CompletableFuture;

/**
 * A journal in PostgreSQL, for the chains of many nodes, or in an H2 file, for those of one. Its settings are under
 * {@code chainbus.cluster.jdbc}; take it with
 *
 * <pre>{@code
 * chainbus.cluster.journal = "io.chainbus.cluster.journal.jdbc.JdbcJournal"
 * }</pre>
 *
 * <p>What is acknowledged has been committed: a PostgreSQL with fsync has it on its disk; an H2 file has it whatever
 * becomes of the JVM, but not necessarily when the machine loses its power. Where the database cannot be reached a writer
 * waits and tries again, without an end, and nothing is written twice. A chain is written by whoever has claimed it last;
 * all before are fenced off by the database itself.
 *
 * <p>Not promised: that older versions of Chainbus read what newer ones have written; that a database which was put back to
 * an earlier state is noticed by whoever starts afterwards.
 *
 * <p>Thread-safe. It is closed when the actor system terminates.
 */
public final class JdbcJournal implements Journal {

    private final Database database;
    private final String owner;

    /**
     * Connects and makes the tables or brings them up to date, which blocks, for some seconds at the first time.
     *
     * @throws JournalUnusableException if the settings are wrong, the database cannot be reached, or its schema is of another
     *     version
     */
    public JdbcJournal(ActorSystem<?> system) {
        this.database = Database.open(JdbcSettings.of(system.settings().config()));
        this.owner = system.address().toString();
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "close-journal", () -> {
                    database.close();
                    return CompletableFuture.completedStage(Done.getInstance());
                });
        // A system that is terminated without a coordinated shutdown.
        system.getWhenTerminated().whenComplete((done, failure) -> database.close());
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public ChainRegistry registry() {
        return new JdbcRegistry(database);
    }

    @Override
    public Behavior<Write> writer(String chain, ActorRef<Answer> coordinator) {
        return Recovery.create(database, chain, owner, coordinator);
    }
}
