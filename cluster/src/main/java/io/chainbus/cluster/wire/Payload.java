package io.chainbus.cluster.wire;

import java.util.Arrays;

/**
 * A payload as Akka's serialization made it. Coordinators never open it: they need not know an application's classes.
 *
 * @param serializer the id of the serializer
 * @param manifest what the serializer wrote down about the type
 * @param bytes not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // not copied: it is made once and read
public record Payload(int serializer, String manifest, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that
                && serializer == that.serializer
                && manifest.equals(that.manifest)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * manifest.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "payload of " + bytes.length + " bytes";
    }
}
