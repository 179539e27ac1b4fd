/** The modules that the kernel's own livepatch self-tests load (tools/testing/selftests/livepatch, lib/livepatch). */
@NullMarked
package io.chainbus.kernel.selftest;

import org.jspecify.annotations.NullMarked;
