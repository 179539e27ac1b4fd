package io.chainbus.kernel.module;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The values of a loaded module's parameters. Safe to share between threads: they can be changed while it is loaded. */
public final class Parameters {

    /** What setting a parameter came to. */
    public enum Setting {
        SET,
        UNKNOWN,
        INVALID
    }

    private final Map<String, Integer> values = new LinkedHashMap<>();

    public Parameters(List<Parameter> declared) {
        declared.forEach(parameter -> values.put(parameter.name(), parameter.initial()));
    }

    /**
     * The value of a parameter.
     *
     * @throws IllegalArgumentException if the module does not declare it
     */
    public synchronized int get(String name) {
        Integer value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return value;
    }

    /** In the order in which they were declared. */
    public synchronized List<String> names() {
        return List.copyOf(values.keySet());
    }

    public synchronized boolean has(String name) {
        return values.containsKey(name);
    }

    /** Sets a parameter from its text ({@link KernelNumbers#integer}). */
    public synchronized Setting set(String name, String text) {
        if (!values.containsKey(name)) {
            return Setting.UNKNOWN;
        }
        OptionalInt value = KernelNumbers.integer(text);
        if (value.isEmpty()) {
            return Setting.INVALID;
        }
        values.put(name, value.getAsInt());
        return Setting.SET;
    }
}
