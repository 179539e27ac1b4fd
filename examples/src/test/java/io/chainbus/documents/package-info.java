/** Tests that hold the project's documents against its code. */
@NullMarked
package io.chainbus.documents;

import org.jspecify.annotations.NullMarked;
