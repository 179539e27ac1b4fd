/** What is published: events, their phases, and what each phase means. */
@NullMarked
package io.chainbus.event;

import org.jspecify.annotations.NullMarked;
