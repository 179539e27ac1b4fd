/** How figures are told: as text, as JSON, as a page, as a histogram log. */
@NullMarked
package io.chainbus.load.output;

import org.jspecify.annotations.NullMarked;
