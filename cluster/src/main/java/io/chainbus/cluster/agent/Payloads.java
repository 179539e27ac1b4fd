package io.chainbus.cluster.agent;

import akka.actor.typed.ActorSystem;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import io.chainbus.cluster.wire.Payload;

/** Payloads to bytes and back, by whatever serializer the application has bound their class to. Thread-safe. */
final class Payloads<T> {

    private final Serialization serialization;
    private final Class<T> type;

    Payloads(ActorSystem<?> system, Class<T> type) {
        this.serialization = SerializationExtension.get(system);
        this.type = type;
    }

    /**
     * To bytes.
     *
     * @throws IllegalArgumentException when nothing serializes it
     */
    Payload pack(T payload) {
        try {
            Serializer serializer = serialization.findSerializerFor(payload);
            return new Payload(
                    serializer.identifier(),
                    Serializers.manifestFor(serializer, payload),
                    serializer.toBinary(payload));
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "a " + type.getName() + " cannot be sent to other nodes: bind it to a serializer"
                            + " (akka.actor.serialization-bindings): " + e.getMessage(),
                    e);
        }
    }

    /**
     * Back.
     *
     * @throws IllegalArgumentException when this node cannot read it, or it is something else
     */
    T unpack(Payload payload) {
        try {
            return type.cast(serialization
                    .deserialize(payload.bytes(), payload.serializer(), payload.manifest())
                    .get());
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "a payload cannot be read as a " + type.getName() + ": " + e.getMessage(), e);
        }
    }
}
