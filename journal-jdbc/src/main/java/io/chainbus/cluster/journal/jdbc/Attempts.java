package io.chainbus.cluster.journal.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Work that is done on the database's threads. Where that is wanted it is done again while it fails for a reason that
 * passes, at growing intervals and without an end: it has to be such then that doing it twice is like doing it once, since
 * nobody knows what became of a commit that had no answer.
 *
 * <p>Thread-safe.
 */
final class Attempts<T> {

    private final Database database;
    private final Database.Work<T> work;
    private final boolean again;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    /** Why the last attempt failed; empty while none has. */
    private volatile String trouble = "";

    Attempts(Database database, Database.Work<T> work, boolean again) {
        this.database = database;
        this.work = work;
        this.again = again;
    }

    void begin() {
        Duration first = database.settings().retryMin();
        try {
            database.threads().execute(() -> attempt(first));
        } catch (RejectedExecutionException e) {
            closed();
        }
    }

    private void attempt(Duration pause) {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(database.once(work));
        } catch (SQLException | RuntimeException | Error e) {
            trouble = Trouble.line(e);
            if (!again || !Trouble.passes(e)) {
                result.completeExceptionally(e);
            } else if (database.isClosed()) {
                closed();
            } else {
                later(pause);
            }
        }
    }

    private void later(Duration pause) {
        Duration max = database.settings().retryMax();
        Duration doubled = pause.multipliedBy(2);
        Duration next = doubled.compareTo(max) < 0 ? doubled : max;
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> {
                    try {
                        database.threads().execute(() -> attempt(next));
                    } catch (RejectedExecutionException e) {
                        closed();
                    }
                });
    }

    private void closed() {
        result.completeExceptionally(new IllegalStateException("the journal is closed"));
    }

    /** Fails with what does not pass, or once the database is closed. */
    CompletionStage<T> result() {
        return result.minimalCompletionStage();
    }

    String trouble() {
        return trouble;
    }

    /** Nobody waits any more: there is no further attempt. */
    void abandon() {
        result.cancel(false);
    }
}
