package io.chainbus.history;

/**
 * Where a line stands.
 *
 * @param file the name under which the history was opened
 * @param line counted from 1
 */
public record Place(String file, long line) {

    /** As compilers write it: {@code FILE:LINE}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
