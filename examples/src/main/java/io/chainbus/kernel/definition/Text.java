package io.chainbus.kernel.definition;

import io.chainbus.kernel.module.ModuleInstance;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line that a module prints. In it, {@code {module}} is the module's name, {@code {object}} the object that a callback
 * is about, with its state, and {@code {NAME}} the value of the module's parameter of that name at that moment.
 *
 * @param template nothing is printed if it is empty
 */
public record Text(String template) {

    /** No line at all. */
    public static final Text NOTHING = new Text("");

    /** The module's name. */
    public static final String MODULE = "module";

    /** The object that a callback is about. */
    public static final String OBJECT = "object";

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** The names in braces, those of parameters and the two others, sorted. */
    public Set<String> names() {
        return PLACE.matcher(template)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String of(ModuleInstance module) {
        return of(module, "");
    }

    /** @throws IllegalArgumentException if a name is none of a parameter */
    String of(ModuleInstance module, String object) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(value(place, module, object)));
    }

    private static String value(MatchResult place, ModuleInstance module, String object) {
        String name = place.group(1);
        return switch (name) {
            case MODULE -> module.name();
            case OBJECT -> object;
            default -> Integer.toString(module.parameters().get(name));
        };
    }
}
