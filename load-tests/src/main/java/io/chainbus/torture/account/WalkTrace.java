package io.chainbus.torture.account;

import java.util.ArrayList;
import java.util.List;

/** What the history says of one walk, in the words that receipts are put into too. */
final class WalkTrace {

    final String cause;
    final List<String> visits = new ArrayList<>();
    final List<String> undone = new ArrayList<>();
    final List<Integer> lines = new ArrayList<>();
    /** Empty while it has not ended; a refusal at its turn is an end too. */
    String end = "";
    /** The last moment of the log that is known to lie before the next handler's call. */
    long settled;

    WalkTrace(String cause) {
        this.cause = cause;
    }
}
