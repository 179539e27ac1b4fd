@NullMarked
package io.chainbus.torture;

import org.jspecify.annotations.NullMarked;
