/** What a user gave us and we refuse: problems with their file, line and what was expected instead. */
@NullMarked
package io.chainbus.input;

import org.jspecify.annotations.NullMarked;
