package io.chainbus.kernel.definition;

import io.chainbus.kernel.module.Parameters;

/** A whole number: always the same, or what one of the module's parameters is at the moment at which it is needed. */
public sealed interface Amount {

    /** 0. */
    Amount NONE = new Fixed(0);

    int of(Parameters parameters);

    /** Always the same. */
    record Fixed(int value) implements Amount {
        @Override
        public int of(Parameters parameters) {
            return value;
        }
    }

    /**
     * That of a parameter.
     *
     * @param name of one that the module declares
     */
    record OfParameter(String name) implements Amount {
        @Override
        public int of(Parameters parameters) {
            return parameters.get(name);
        }
    }
}
