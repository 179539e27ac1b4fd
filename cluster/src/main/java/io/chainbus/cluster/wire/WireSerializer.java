package io.chainbus.cluster.wire;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.ByteBufferSerializer;
import akka.serialization.SerializerWithStringManifest;
import java.io.NotSerializableException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Akka's serializer of the messages that carry walks; Jackson sees to the others, which are few. It reads no class that it
 * does not name. Thread-safe.
 *
 * <p>A manifest is the message's letter and the version of its form. A node that is told of a version that it does not
 * know drops the message, as if it had been lost.
 */
public final class WireSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {

    /** Akka's name for it on the wire: never to be changed. */
    private static final int IDENTIFIER = 1_953_460_842;

    private static final String VISIT = "V1";
    private static final String VISITED = "A1";
    private static final String PUBLISH = "P1";
    private static final String RECEIPTS = "R1";

    private static final int FIRST_GUESS = 8 << 10;

    private final ExtendedActorSystem system;

    /** Akka makes it. */
    public WireSerializer(ExtendedActorSystem system) {
        this.system = system;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof ToAgent.Visit) {
            return VISIT;
        } else if (message instanceof ToHome.Visited) {
            return VISITED;
        } else if (message instanceof ToHome.Publish) {
            return PUBLISH;
        } else if (message instanceof ToPublisher.Receipts) {
            return RECEIPTS;
        }
        throw new IllegalArgumentException("no message that carries walks: " + message.getClass());
    }

    @Override
    public void toBinary(Object message, ByteBuffer buffer) {
        WireOutput out = new WireOutput(buffer);
        if (message instanceof ToAgent.Visit visit) {
            VisitForm.write(out, visit);
        } else if (message instanceof ToHome.Visited visited) {
            VisitForm.write(out, visited);
        } else if (message instanceof ToHome.Publish publish) {
            PublishForm.write(out, publish, resolver());
        } else if (message instanceof ToPublisher.Receipts receipts) {
            PublishForm.write(out, receipts);
        } else {
            throw new IllegalArgumentException("no message that carries walks: " + message.getClass());
        }
    }

    @Override
    public byte[] toBinary(Object message) {
        for (int size = FIRST_GUESS; ; size = Math.multiplyExact(2, size)) {
            ByteBuffer buffer = ByteBuffer.allocate(size);
            try {
                toBinary(message, buffer);
                return Arrays.copyOf(buffer.array(), buffer.position());
            } catch (BufferOverflowException tooSmall) {
                // Once more, with more room.
            }
        }
    }

    @Override
    public Object fromBinary(ByteBuffer buffer, String manifest) throws NotSerializableException {
        WireInput in = new WireInput(buffer);
        try {
            return switch (manifest) {
                case VISIT -> VisitForm.visit(in);
                case VISITED -> VisitForm.visited(in);
                case PUBLISH -> PublishForm.publish(in, resolver());
                case RECEIPTS -> PublishForm.receipts(in);
                default -> throw new IllegalArgumentException("there is no such form");
            };
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            NotSerializableException unreadable = new NotSerializableException("a message " + manifest + ": " + e);
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return fromBinary(ByteBuffer.wrap(bytes), manifest);
    }

    private ActorRefResolver resolver() {
        return ActorRefResolver.get(Adapter.toTyped(system));
    }
}
