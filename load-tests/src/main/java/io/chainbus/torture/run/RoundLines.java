package io.chainbus.torture.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the history goes: into the file of the round, which starts empty each time, and into the whole one. */
final class RoundLines extends OutputStream {

    private final Path file;
    private final OutputStream whole;
    private OutputStream round;

    /**
     * @param file the round's
     * @param whole gets everything; closed with this
     */
    RoundLines(Path file, OutputStream whole) throws IOException {
        this.file = file;
        this.whole = whole;
        this.round = Files.newOutputStream(file);
    }

    void nextRound() throws IOException {
        round.close();
        round = Files.newOutputStream(file);
    }

    @Override
    public void write(int octet) throws IOException {
        round.write(octet);
        whole.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        round.write(bytes, offset, length);
        whole.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        round.flush();
        whole.flush();
    }

    @Override
    public void close() throws IOException {
        try (OutputStream one = round) {
            whole.close();
        }
    }
}
