/** What subscribers answer, and what their answers come to. */
@NullMarked
package io.chainbus.verdict;

import org.jspecify.annotations.NullMarked;
