package io.chainbus.cluster.wire;

/**
 * What tells one publish from all others, also when it is asked again.
 *
 * @param publisher one life of one node's publisher for the chain
 * @param number grows by one with each publish of that publisher, from 1
 */
public record PublishId(String publisher, long number) {

    private static final PublishId OF_CHAIN = new PublishId("", 0);

    /** What a chain publishes itself, when it closes and takes down what is up: nobody asks for that again. */
    public static PublishId byChain() {
        return OF_CHAIN;
    }

    /** Whether the chain published it itself. */
    public boolean ofChain() {
        return publisher.isEmpty();
    }

    @Override
    public String toString() {
        return publisher + "/" + number;
    }
}
