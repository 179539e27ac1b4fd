package io.chainbus.coordinator;

/**
 * A handler was about to block until a receipt of its own actor system is there (promise P12): a thread of the chain
 * would be gone meanwhile, and where the receipt needs the handler's own answer it would never come.
 */
public final class BlockedHandlerException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    BlockedHandlerException(String subscriber, String what) {
        super("the handler of '" + subscriber + "' must not block until " + what
                + " has ended: register an asyncHandler and return visit.verdictAfter(receipt, ...)");
    }
}
