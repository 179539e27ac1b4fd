/** A small reactive application: module events come in as a stream, go through a chain, and receipts come out. */
@NullMarked
package io.chainbus.examples.stream;

import org.jspecify.annotations.NullMarked;
