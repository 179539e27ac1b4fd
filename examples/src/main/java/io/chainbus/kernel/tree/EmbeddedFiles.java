package io.chainbus.kernel.tree;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The real data that comes along, beside this class. */
final class EmbeddedFiles {

    private EmbeddedFiles() {}

    static InputStream open(String name) throws IOException {
        InputStream in = EmbeddedFiles.class.getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException(name);
        }
        return in;
    }
}
