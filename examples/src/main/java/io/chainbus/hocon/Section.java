package io.chainbus.hocon;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object in HOCON whose fields are asked for by what they should be. What is missing or something else is noted with
 * its line, and answered with a stand-in so that reading goes on and finds the rest. Of each way to ask, the one that ends
 * in {@code Or} or {@code OrNone} gives what stands behind it where the field is not there.
 */
public final class Section {

    private static final int SHOWN = 60;

    private final ConfigObject object;
    private final Findings findings;

    /**
     * @param what is described, with its article
     * @param fields all that it may have
     */
    Section(ConfigObject object, String what, List<String> fields, Findings findings) {
        this.object = object;
        this.findings = findings;
        Set<String> unknown = new TreeSet<>(object.keySet());
        fields.forEach(unknown::remove);
        for (String field : unknown) {
            findings.add(
                    at(field),
                    "expected no other fields of " + what + " than " + String.join(", ", fields) + ", found '" + field
                            + "'");
        }
    }

    /** Where the whole of it stands. */
    public ConfigOrigin at() {
        return object.origin();
    }

    /** Where that field stands; where the whole does, if it is not there. */
    public ConfigOrigin at(String field) {
        ConfigValue value = object.get(field);
        return value == null ? object.origin() : at(value);
    }

    /** What stands in no file, as the value of an environment variable, is told of where the whole stands. */
    private ConfigOrigin at(ConfigValue value) {
        return value.origin().lineNumber() < 0 ? object.origin() : value.origin();
    }

    /** Whether it is there. */
    public boolean has(String field) {
        return value(field) != null;
    }

    /** Whether it is that word. */
    public boolean is(String field, String word) {
        ConfigValue value = value(field);
        return value != null && word.equals(value.unwrapped());
    }

    /** A field that is {@code null} is not there. */
    private @Nullable ConfigValue value(String field) {
        ConfigValue value = object.get(field);
        return value == null || value.valueType() == ConfigValueType.NULL ? null : value;
    }

    /** A string that must be there. */
    public String text(String field) {
        return has(field) ? textOr(field, "") : missing(field, "a string that is not blank", "");
    }

    /** A string that is not blank. */
    public String textOr(String field, String otherwise) {
        ConfigValue value = value(field);
        if (value == null) {
            return otherwise;
        }
        String text = text(value);
        return text == null ? wrong(field, value, "a string that is not blank", otherwise) : text;
    }

    /** Numbers are names too: module 8250 is called so. */
    private static @Nullable String text(ConfigValue value) {
        if (value.valueType() != ConfigValueType.STRING && value.valueType() != ConfigValueType.NUMBER) {
            return null;
        }
        String text = value.unwrapped().toString();
        return text.isBlank() ? null : text;
    }

    /** An integer of 32 bits. */
    public int integerOr(String field, int otherwise) {
        ConfigValue value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (value.unwrapped() instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        return wrong(field, value, "an integer of 32 bits", otherwise);
    }

    /** True or false. */
    public boolean flagOr(String field, boolean otherwise) {
        ConfigValue value = value(field);
        if (value == null) {
            return otherwise;
        }
        return value.unwrapped() instanceof Boolean flag ? flag : wrong(field, value, "true or false", otherwise);
    }

    /** Whatever {@code reading} makes of a string, a number, true or false, that must be there. */
    public <V> V read(String field, String expected, Function<String, Optional<V>> reading, V standIn) {
        return has(field) ? readOr(field, expected, reading, standIn) : missing(field, expected, standIn);
    }

    /** Whatever {@code reading} makes of a string, a number, true or false; if that is nothing, it is not {@code expected}. */
    public <V> V readOr(String field, String expected, Function<String, Optional<V>> reading, V otherwise) {
        ConfigValue value = value(field);
        if (value == null) {
            return otherwise;
        }
        return scalar(value).flatMap(reading).orElseGet(() -> wrong(field, value, expected, otherwise));
    }

    private static Optional<String> scalar(ConfigValue value) {
        return value instanceof ConfigObject || value instanceof ConfigList
                ? Optional.empty()
                : Optional.of(value.unwrapped().toString());
    }

    /** The same for each of a list of them, or a single one. */
    public <V> List<V> readAllOrNone(String field, String expected, Function<String, Optional<V>> reading) {
        ConfigValue value = value(field);
        if (value == null) {
            return List.of();
        }
        List<V> all = new ArrayList<>();
        for (ConfigValue element : value instanceof ConfigList list ? list : List.of(value)) {
            scalar(element).flatMap(reading).ifPresentOrElse(all::add, () -> wrong(field, element, expected, false));
        }
        return all;
    }

    /** A list of strings, or a single one. */
    public List<String> textsOrNone(String field) {
        ConfigValue value = value(field);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (ConfigValue element : value instanceof ConfigList list ? list : List.of(value)) {
            String text = text(element);
            if (text == null) {
                return wrong(field, element, "strings that are not blank", List.of());
            }
            texts.add(text);
        }
        return texts;
    }

    /** One of the constants' names, in either case, that must be there. */
    public <W extends Enum<W>> W word(String field, Class<W> words) {
        W first = words.getEnumConstants()[0];
        return has(field) ? wordOr(field, words, first) : missing(field, oneOf(words), first);
    }

    /** One of the constants' names, in either case. */
    public <W extends Enum<W>> W wordOr(String field, Class<W> words, W otherwise) {
        ConfigValue value = value(field);
        if (value == null) {
            return otherwise;
        }
        for (W word : words.getEnumConstants()) {
            if (word.name().equalsIgnoreCase(text(value))) {
                return word;
            }
        }
        return wrong(field, value, oneOf(words), otherwise);
    }

    private static String oneOf(Class<? extends Enum<?>> words) {
        return Stream.of(words.getEnumConstants())
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "one of ", ""));
    }

    /** A list of objects; empty if it is not there. */
    public List<Section> sections(String field, String what, List<String> fields) {
        ConfigValue value = value(field);
        List<Section> sections = new ArrayList<>();
        if (value instanceof ConfigList list) {
            for (ConfigValue element : list) {
                if (element instanceof ConfigObject inner) {
                    sections.add(new Section(inner, what, fields, findings));
                } else {
                    wrong(field, element, "an object for " + what, false);
                }
            }
        } else if (value != null) {
            wrong(field, value, "a list of objects", false);
        }
        return sections;
    }

    /** An object; nothing if it is not there. */
    public Optional<Section> section(String field, String what, List<String> fields) {
        ConfigValue value = value(field);
        if (value instanceof ConfigObject inner) {
            return Optional.of(new Section(inner, what, fields, findings));
        }
        if (value != null) {
            wrong(field, value, "an object for " + what, false);
        }
        return Optional.empty();
    }

    /** An object whose fields may have any names, and are integers of 32 bits; by name. */
    public SortedMap<String, Integer> integersOrNone(String field) {
        ConfigValue value = value(field);
        SortedMap<String, Integer> integers = new TreeMap<>();
        if (value instanceof ConfigObject inner) {
            Section section = new Section(inner, field, List.copyOf(inner.keySet()), findings);
            inner.keySet().forEach(name -> integers.put(name, section.integerOr(name, 0)));
        } else if (value != null) {
            wrong(field, value, "an object of integers", false);
        }
        return integers;
    }

    private <V> V missing(String field, String expected, V standIn) {
        findings.add(at(), "expected " + expected + " in '" + field + "', found no such field");
        return standIn;
    }

    private <V> V wrong(String field, ConfigValue value, String expected, V standIn) {
        String found = value.render(ConfigRenderOptions.concise());
        String shown = found.length() > SHOWN ? found.substring(0, SHOWN) + "..." : found;
        findings.add(at(value), "expected " + expected + " in '" + field + "', found " + shown);
        return standIn;
    }
}
