/** What a subscriber answers to a visit. */
@NullMarked
package io.chainbus.verdict;

import org.jspecify.annotations.NullMarked;
