package io.chainbus.transit;

/** Class literals of generic messages, for the handler tables of generic actors. */
public final class MessageType {

    private MessageType() {}

    /**
     * The class of a generic message, for an actor whose protocol has the same type argument: whatever arrives has it
     * too, since nothing else can be sent there.
     */
    @SuppressWarnings("unchecked")
    public static <M> Class<M> of(Class<? super M> raw) {
        return (Class<M>) raw;
    }
}
