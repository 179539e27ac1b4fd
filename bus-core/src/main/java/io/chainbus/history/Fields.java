package io.chainbus.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one line, by name, asked for by what they should be. Asking for something that is not there, or is
 * something else, ends in a {@link HistoryFormatException} that says so; asking for nothing is how unknown fields are
 * ignored. A field that is {@code null} is not there.
 */
final class Fields {

    private final Place place;
    private final Map<String, Object> values;

    private Fields(Place place, Map<String, Object> values) {
        this.place = place;
        this.values = values;
    }

    /** Reads an object, whose start the parser stands at. */
    static Fields read(Place place, JsonParser json) throws IOException {
        return new Fields(place, object(json));
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            Object value = value(json);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> integer(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            default -> new Strange(json.getText());
        };
    }

    private static Object integer(JsonParser json) throws IOException {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return new Strange(json.getText());
        }
        return json.getLongValue();
    }

    private static List<Object> array(JsonParser json) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Object element = value(json);
            elements.add(element == null ? new Strange("null") : element);
        }
        return elements;
    }

    /** Something that no field of a history is: a fraction, or a number too great. */
    private record Strange(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    Place place() {
        return place;
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    String text(String field) {
        Object value = values.get(field);
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw expected(field, "a string that is not empty");
    }

    String textOr(String field, String otherwise) {
        Object value = values.get(field);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw expected(field, "a string");
    }

    /** A whole number that fits 64 bits. */
    long number(String field) {
        if (values.get(field) instanceof Long number) {
            return number;
        }
        throw expected(field, "an integer");
    }

    /** A whole number from 0. */
    long count(String field) {
        if (values.get(field) instanceof Long number && number >= 0) {
            return number;
        }
        throw expected(field, "an integer from 0");
    }

    int priority(String field) {
        if (values.get(field) instanceof Long number && number == (int) (long) number) {
            return (int) (long) number;
        }
        throw expected(field, "an integer of 32 bits");
    }

    boolean flagOr(String field, boolean otherwise) {
        Object value = values.get(field);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw expected(field, "true or false");
    }

    /** The numbers of an array, none below 0; none at all where the field is missing. */
    Set<Long> countsOrNone(String field) {
        Object value = values.get(field);
        Set<Long> counts = new LinkedHashSet<>();
        if (value == null) {
            return counts;
        }
        if (value instanceof List<?> elements) {
            for (Object element : elements) {
                if (element instanceof Long count && count >= 0) {
                    counts.add(count);
                }
            }
            if (counts.size() == elements.size()) {
                return counts;
            }
        }
        throw expected(field, "an array of different numbers, none below 0");
    }

    List<String> textsOrNone(String field) {
        Object value = values.get(field);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> elements) {
            elements.stream().filter(String.class::isInstance).forEach(text -> texts.add((String) text));
            if (texts.size() == elements.size()) {
                return texts;
            }
        }
        throw expected(field, "an array of strings");
    }

    /** One of the words of the format, in either case. */
    <W extends Enum<W> & Recorded.Word> W word(String field, Class<W> words) {
        if (values.get(field) instanceof String text) {
            for (W word : Words.of(words)) {
                if (word.name().equalsIgnoreCase(text)) {
                    return word;
                }
            }
        }
        throw expected(
                field,
                "one of " + Stream.of(Words.of(words)).map(Recorded.Word::text).collect(Collectors.joining(", ")));
    }

    /** The objects in an object, by name, in their order. */
    Map<String, Fields> objects(String field) {
        if (values.get(field) instanceof Map<?, ?> object) {
            Map<String, Fields> objects = new LinkedHashMap<>();
            object.forEach((name, value) -> objects.put((String) name, nested(field + "." + name, value)));
            return objects;
        }
        throw expected(field, "an object");
    }

    private Fields nested(String path, Object value) {
        if (!(value instanceof Map<?, ?> object)) {
            throw new HistoryFormatException(place, "expected an object in '" + path + "', found " + shown(value));
        }
        Map<String, Object> inner = new HashMap<>();
        object.forEach((name, field) -> inner.put((String) name, field));
        return new Fields(place, inner);
    }

    HistoryFormatException expected(String field, String what) {
        Object value = values.get(field);
        String found = value == null ? "no such field" : shown(value);
        return new HistoryFormatException(place, "expected " + what + " in '" + field + "', found " + found);
    }

    /** One line, and not a long one. */
    private static String shown(Object value) {
        String text = value instanceof String ? "'" + value + "'" : String.valueOf(value);
        String line = text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(60)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() < text.length() ? line + "..." : line;
    }

    /** The constants of an enum without a copy for each line. */
    private static final class Words {

        private static final ClassValue<Object[]> CONSTANTS = new ClassValue<>() {
            @Override
            protected Object[] computeValue(Class<?> type) {
                return type.getEnumConstants();
            }
        };

        @SuppressWarnings("unchecked")
        static <W> W[] of(Class<W> words) {
            return (W[]) CONSTANTS.get(words);
        }
    }
}
