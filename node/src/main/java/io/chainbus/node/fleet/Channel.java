package io.chainbus.node.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Orders one way and answers the other, a line of JSON each. Any thread may write, one reads. */
final class Channel {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader in;
    private final OutputStream out;

    Channel(InputStream in, OutputStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /** @throws IOException when the other side is gone */
    synchronized void write(Object line) throws IOException {
        out.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The next line; null when the other side is gone, also in the middle of one. */
    <T> @Nullable T read(Class<T> type) throws IOException {
        String line = in.readLine();
        if (line == null) {
            return null;
        }
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException torn) {
            if (in.readLine() == null) {
                return null;
            }
            throw torn;
        }
    }
}
