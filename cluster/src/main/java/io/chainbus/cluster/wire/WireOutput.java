package io.chainbus.cluster.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes a message into a buffer: numbers by seven bits a byte, smallest first (as protobuf has them), and names once a
 * message. Not thread-safe.
 */
final class WireOutput {

    private final ByteBuffer buffer;
    private final Map<String, Integer> names = new HashMap<>();

    /** @throws java.nio.BufferOverflowException from all methods, when there is no room */
    WireOutput(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** One that is rarely below 0, and then takes ten bytes. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    /** One that may as well be below 0: how far it is from another. */
    void difference(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void flag(boolean value) {
        buffer.put((byte) (value ? 1 : 0));
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** One of few texts, which come again and again. */
    void name(String value) {
        Integer known = names.putIfAbsent(value, names.size() + 1);
        if (known == null) {
            number(0);
            text(value);
        } else {
            number(known);
        }
    }

    void bytes(byte[] value) {
        number(value.length);
        buffer.put(value);
    }

    <E> void list(List<E> elements, BiConsumer<WireOutput, E> writer) {
        number(elements.size());
        for (E element : elements) {
            writer.accept(this, element);
        }
    }
}
