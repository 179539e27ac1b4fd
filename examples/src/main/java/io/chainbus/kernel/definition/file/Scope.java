package io.chainbus.kernel.definition.file;

import io.chainbus.hocon.Findings;
import io.chainbus.hocon.Section;
import io.chainbus.kernel.definition.Amount;
import io.chainbus.kernel.definition.DefinedFunction;
import io.chainbus.kernel.definition.Text;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelNumbers;
import io.chainbus.kernel.module.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** One module's parameters, and what may name them: its lines and its numbers. */
final class Scope {

    private final Findings findings;
    private final List<Parameter> parameters = new ArrayList<>();

    private Scope(Findings findings) {
        this.findings = findings;
    }

    /** That of a module, which declares its parameters in {@code params}. */
    static Scope of(Section module, Findings findings) {
        Scope scope = new Scope(findings);
        module.integersOrNone("params").forEach((name, initial) -> {
            if (Names.identifier(name).isEmpty() || name.equals(Text.MODULE) || name.equals(Text.OBJECT)) {
                findings.add(
                        module.at("params"),
                        "expected " + Names.IDENTIFIER + " for each of 'params', but '" + Text.MODULE + "' and '"
                                + Text.OBJECT + "', found '" + name + "'");
            }
            scope.parameters.add(new Parameter(name, initial));
        });
        return scope;
    }

    List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    private List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    /** A line that is printed when no object is at hand; nothing is printed if it is empty. */
    Text line(Section section, String field, Text otherwise) {
        return line(section, field, otherwise, Set.of(Text.MODULE));
    }

    /** A line of a callback. */
    Text callbackLine(Section section, String field, Text otherwise) {
        return line(section, field, otherwise, Set.of(Text.MODULE, Text.OBJECT));
    }

    private Text line(Section section, String field, Text otherwise, Set<String> known) {
        Text text = section.readOr(
                field,
                "one line of text",
                line -> line.lines().count() > 1 ? Optional.empty() : Optional.of(new Text(line)),
                otherwise);
        Set<String> allowed = new TreeSet<>(known);
        allowed.addAll(names());
        for (String name : text.names()) {
            if (!allowed.contains(name)) {
                findings.add(
                        section.at(field),
                        "expected one of " + String.join(", ", allowed) + " in the braces of '" + field + "', found '"
                                + name + "'");
            }
        }
        return text;
    }

    /** How many seconds something takes. */
    Amount seconds(Section section, String field) {
        return amount(section, field, "a number of seconds from 0", text -> integer(text, value -> value >= 0));
    }

    /** What something returns: 0, or an error, as a number or by its name. */
    Amount result(Section section, String field) {
        return amount(section, field, "0 or an error like -19 or -ENODEV", Scope::error);
    }

    /** Whether something is so. */
    Amount flag(Section section, String field) {
        return amount(section, field, "true or false", Scope::truth);
    }

    private interface Reading {
        Optional<Amount> of(String text);
    }

    private Amount amount(Section section, String field, String expected, Reading reading) {
        String orParameter = parameters.isEmpty() ? "" : ", or one of the params " + String.join(", ", names());
        return section.readOr(
                field, expected + orParameter, text -> reading.of(text).or(() -> parameter(text)), Amount.NONE);
    }

    private Optional<Amount> parameter(String text) {
        return names().contains(text) ? Optional.of(new Amount.OfParameter(text)) : Optional.empty();
    }

    private static Optional<Amount> integer(String text, IntPredicate which) {
        return KernelNumbers.integer(text).stream()
                .filter(which)
                .<Amount>mapToObj(Amount.Fixed::new)
                .findFirst();
    }

    private static Optional<Amount> error(String text) {
        if (text.startsWith("-")) {
            Optional<Errno> named = Errno.named(text.substring(1));
            if (named.isPresent()) {
                return Optional.of(new Amount.Fixed(-named.get().number()));
            }
        }
        return integer(text, value -> value <= 0 && value > Integer.MIN_VALUE);
    }

    private static Optional<Amount> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(new Amount.Fixed(1));
            case "false" -> Optional.of(Amount.NONE);
            default -> Optional.empty();
        };
    }

    /** The size of the module's text; four pages if it is not said. */
    long textBytes(Section module) {
        return module.readOr(
                "text_bytes",
                "a number of bytes from 0",
                text -> KernelNumbers.integer(text).stream()
                        .filter(value -> value >= 0)
                        .boxed()
                        .findFirst(),
                16_384);
    }

    /** A function of that name, which prints and takes what the section says. */
    DefinedFunction function(Section section, String name) {
        return new DefinedFunction(
                name,
                line(section, "enters", Text.NOTHING),
                seconds(section, "seconds"),
                line(section, "leaves", Text.NOTHING));
    }
}
