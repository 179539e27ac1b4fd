@NullMarked
package io.chainbus.torture.account;

import org.jspecify.annotations.NullMarked;
