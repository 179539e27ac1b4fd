package io.chainbus.bench.candidate;

/** Events that were published have not arrived everywhere, and nothing seems to be under way any more. */
public final class DeliveriesLostException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DeliveriesLostException(long missing) {
        super(missing + " events have not arrived everywhere");
    }
}
