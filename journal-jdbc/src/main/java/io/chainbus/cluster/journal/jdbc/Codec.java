package io.chainbus.cluster.journal.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Events and snapshots as bytes: CBOR (RFC 8949) by Jackson, with the names of fields. Text that comes again is written
 * as a reference (the extension "stringref"), so that names, phases and publishers cost little beyond the first walk of a
 * train.
 *
 * <p>Each row says its format. A reader knows all formats up to its own, and refuses newer ones: an older node that made
 * something of what it does not understand would be worse than one that stops.
 */
final class Codec {

    /**
     * Grows with each change that an older reader would get wrong. A field that is added, and may be absent, is none for
     * newer readers, but it is one for older ones, which refuse fields that they do not know.
     */
    static final int FORMAT = 1;

    private static final CBORMapper MAPPER = new CBORMapper(
            CBORFactory.builder().enable(CBORGenerator.Feature.STRINGREF).build());
    private static final ObjectWriter EVENTS_WRITER = MAPPER.writerFor(new TypeReference<List<ChainEvent>>() {});
    private static final ObjectWriter SNAPSHOT_WRITER = MAPPER.writerFor(ChainSnapshot.class);

    private Codec() {}

    static byte[] bytes(List<ChainEvent> events) {
        return bytes(EVENTS_WRITER, events);
    }

    static byte[] bytes(ChainSnapshot snapshot) {
        return bytes(SNAPSHOT_WRITER, snapshot);
    }

    private static byte[] bytes(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws UnreadableException if the format is newer, or the bytes are not of it
     */
    static List<ChainEvent> events(int format, byte[] bytes) {
        return List.of(read(ChainEvent[].class, format, bytes));
    }

    /**
     * @throws UnreadableException if the format is newer, or the bytes are not of it
     */
    static ChainSnapshot snapshot(int format, byte[] bytes) {
        return read(ChainSnapshot.class, format, bytes);
    }

    private static <T> T read(Class<T> type, int format, byte[] bytes) {
        if (format < 1 || format > FORMAT) {
            throw new UnreadableException("is in format " + format + ", and this Chainbus reads up to " + FORMAT);
        }
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + Trouble.line(e));
        }
    }

    /** What is stored is not what this version can read. */
    static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnreadableException(String message) {
            super(message);
        }
    }
}
