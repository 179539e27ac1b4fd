package io.chainbus.cluster.wire;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * The end of one publish.
 *
 * @param number of the publish
 * @param walk 0 where there was none
 * @param ending which of the message's endings
 * @param trace which of the message's traces; -1 where there was no walk
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record ReceiptLine(long number, long walk, int ending, int trace) {}
