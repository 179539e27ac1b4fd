package io.chainbus.dispatch;

import io.chainbus.ledger.Account;
import io.chainbus.ledger.Accounts;
import io.chainbus.walk.Publication;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For each key that has somebody ready or under way: those behind, in the order of their turns. Not thread-safe. */
final class Lines<T> {

    private final Accounts<Line<T>> accounts;
    private final Deque<Turn<T>> nobody = new ArrayDeque<>(0);

    /** Nobody has any turn. */
    Lines(Accounts<Line<T>> accounts) {
        this.accounts = accounts;
    }

    /** The line of a key, whoever is in it. */
    Line<T> of(String key) {
        return accounts.open(key);
    }

    /** The line that the publication is in, or was. */
    Line<T> of(Publication<T> publication) {
        Account<T> account = publication.account();
        return account instanceof Line<T> line ? line : of(publication.key());
    }

    /** Takes the turn of that line if nobody has it; false if somebody has. */
    boolean begin(Line<T> line) {
        return accounts.begin(line);
    }

    /** Those behind whoever has the key's turn, to be read. */
    Deque<Turn<T>> behind(String key) {
        Line<T> line = accounts.get(key);
        return line == null || line.behind == null ? nobody : line.behind;
    }

    /** Those behind whoever has the line's turn, to be changed. */
    Deque<Turn<T>> toQueueBehind(Line<T> line) {
        requireBusy(line);
        Deque<Turn<T>> behind = line.behind;
        if (behind == null) {
            behind = new ArrayDeque<>(4);
            line.behind = behind;
        }
        return behind;
    }

    /**
     * The turn of the line is over.
     *
     * @return whose turn it is now; absent when nobody is behind
     * @throws IllegalStateException if nobody had it
     */
    @Nullable
    Turn<T> next(Line<T> line) {
        requireBusy(line);
        Deque<Turn<T>> behind = line.behind;
        if (behind != null) {
            Turn<T> next = first(behind);
            if (next != null) {
                return next;
            }
            line.behind = null;
        }
        accounts.end(line);
        return null;
    }

    private static <T> @Nullable Turn<T> first(Deque<Turn<T>> behind) {
        return behind.poll();
    }

    private static void requireBusy(Line<?> line) {
        if (!line.busy()) {
            throw new IllegalStateException("no walk of this key is open");
        }
    }

    /** The keys that somebody has the turn of. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        accounts.forEach((key, line) -> {
            if (line.busy()) {
                keys.add(key);
            }
        });
        return keys;
    }
}
