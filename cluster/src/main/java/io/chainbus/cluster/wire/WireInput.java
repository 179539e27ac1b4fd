package io.chainbus.cluster.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads what a {@link WireOutput} has written. Not thread-safe. */
final class WireInput {

    private final ByteBuffer buffer;
    private final List<String> names = new ArrayList<>();

    /**
     * Begins where the buffer stands.
     *
     * @throws java.nio.BufferUnderflowException from all methods, when it ends in between
     * @throws IllegalArgumentException from all methods, when nobody can have written that
     */
    WireInput(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = buffer.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }

    int smallNumber() {
        return small(number());
    }

    int smallDifference() {
        return small(difference());
    }

    private static int small(long value) {
        if (value != (int) value) {
            throw new IllegalArgumentException(value + " is out of its range");
        }
        return (int) value;
    }

    long difference() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    boolean flag() {
        return buffer.get() != 0;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    String name() {
        int known = smallNumber();
        if (known > 0) {
            return of(names, known - 1);
        }
        String first = text();
        names.add(first);
        return first;
    }

    byte[] bytes() {
        byte[] bytes = new byte[size()];
        buffer.get(bytes);
        return bytes;
    }

    <E> List<E> list(Function<WireInput, E> reader) {
        int size = size();
        List<E> elements = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            elements.add(reader.apply(this));
        }
        return elements;
    }

    /** The one of those that is written here by its place. */
    <E> E one(List<E> of) {
        return of(of, smallNumber());
    }

    private static <E> E of(List<E> all, int index) {
        if (index < 0 || index >= all.size()) {
            throw new IllegalArgumentException("there is no " + index + " of " + all.size());
        }
        return all.get(index);
    }

    /** Of something whose every element takes a byte at least: nothing is made room for that cannot be there. */
    private int size() {
        long size = number();
        if (size < 0 || size > buffer.remaining()) {
            throw new IllegalArgumentException(size + " elements in " + buffer.remaining() + " bytes");
        }
        return (int) size;
    }
}
