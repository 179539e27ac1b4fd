package io.chainbus.cluster.wire;

/**
 * What tells one publish from all others, also when it is asked again.
 *
 * @param publisher one life of one node's publisher for the chain
 * @param number grows by one with each publish of that publisher, from 1
 */
public record PublishId(String publisher, long number) {

    @Override
    public String toString() {
        return publisher + "/" + number;
    }
}
