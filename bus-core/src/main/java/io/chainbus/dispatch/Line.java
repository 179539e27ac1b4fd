package io.chainbus.dispatch;

import io.chainbus.ledger.Account;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A key's account, with those who wait for its turn. */
final class Line<T> extends Account<T> {

    /** Absent until somebody has to wait. */
    @Nullable
    Deque<Turn<T>> behind;
}
