package io.chainbus.architecture.offences.util;

/** In a package that is no concept and not null-marked. */
public final class Strings {
    private Strings() {}
}
