/**
 * Live patching: replaces functions of the kernel and of modules, those that come later included. It uses ftrace, and
 * follows modules by the module chain alone.
 */
@NullMarked
package io.chainbus.kernel.livepatch;

import org.jspecify.annotations.NullMarked;
