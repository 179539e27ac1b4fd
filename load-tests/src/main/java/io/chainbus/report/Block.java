package io.chainbus.report;

/** A part of a section: something to look at or to read. */
public sealed interface Block permits Plot, Table, Block.Prose {

    /** A paragraph. */
    record Prose(String text) implements Block {}
}
