package io.chainbus.cli;

import io.chainbus.chain.Constraint;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Explanation;
import io.chainbus.explain.Supposition;
import io.chainbus.explain.Ways;
import io.chainbus.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** What {@code chainbus explain} compares with: other settings, other constraints, all of them together. */
final class Alternative {

    private static final Pattern CONSTRAINT = Pattern.compile("\\s*(\\S.*?)\\s+(before|after)\\s+(.*\\S)\\s*");

    private final Function<String, ParameterException> wrongCall;
    /** Absent where it is the chain's own. */
    private @Nullable Holding holding;

    private Ways ways = Ways.BOTH;
    private final List<Constraint> without;
    private final List<Constraint> with;

    private Alternative(
            List<Constraint> without, List<Constraint> with, Function<String, ParameterException> wrongCall) {
        this.without = without;
        this.with = with;
        this.wrongCall = wrongCall;
    }

    /**
     * What the options say.
     *
     * @throws ParameterException if they cannot be understood
     */
    static Alternative of(
            List<String> settings,
            List<String> without,
            List<String> with,
            Function<String, ParameterException> wrongCall) {
        Alternative alternative = new Alternative(
                constraints("--without", without, wrongCall), constraints("--with", with, wrongCall), wrongCall);
        settings.forEach(alternative::set);
        return alternative;
    }

    private void set(String setting) {
        switch (setting.replace(" ", "")) {
            case "membership=accepted" -> holding = Holding.ACCEPTED;
            case "membership=current" -> holding = Holding.CURRENT;
            case "forward-only" -> ways = Ways.FORWARD_ONLY;
            default ->
                throw wrongCall.apply("expected membership=accepted, membership=current or forward-only for"
                        + " --against, found '" + setting + "'");
        }
    }

    private static List<Constraint> constraints(
            String option, List<String> texts, Function<String, ParameterException> wrongCall) {
        List<Constraint> constraints = new ArrayList<>();
        for (String text : texts) {
            Matcher matcher = CONSTRAINT.matcher(text);
            if (!matcher.matches()) {
                throw wrongCall.apply(
                        "expected 'ID before ID' or 'ID after ID' for " + option + ", found '" + text + "'");
            }
            constraints.add(
                    matcher.group(2).equals("before")
                            ? new Constraint(matcher.group(1), matcher.group(3), Constraint.Reason.BEFORE)
                            : new Constraint(matcher.group(3), matcher.group(1), Constraint.Reason.AFTER));
        }
        return constraints;
    }

    /** Whether nothing was asked to be different. */
    boolean isNone() {
        return holding == null && ways == Ways.BOTH && without.isEmpty() && with.isEmpty();
    }

    /**
     * The event's walk with all that is different.
     *
     * @throws ParameterException if there cannot be such a chain
     */
    Explanation explain(Scene scene, String key, Phase phase) {
        Holding other = holding == null ? scene.holding() : holding;
        DryRun dryRun = DryRun.of(scene.membership(), scene.ledger(), other, key, phase);
        if (!without.isEmpty() || !with.isEmpty()) {
            Supposition supposition = dryRun.supposing(without, with);
            if (supposition instanceof Supposition.Impossible impossible) {
                throw wrongCall.apply(this + ": " + impossible.message());
            }
            dryRun = ((Supposition.Possible) supposition).dryRun();
        }
        return (ways == Ways.FORWARD_ONLY ? dryRun.forwardOnly() : dryRun).explain();
    }

    /** For a heading. */
    @Override
    public String toString() {
        List<String> settings = new ArrayList<>();
        if (holding != null) {
            settings.add("with membership = " + holding.name().toLowerCase(Locale.ROOT));
        }
        if (ways == Ways.FORWARD_ONLY) {
            settings.add("forward-only");
        }
        return String.join(
                ", ",
                Stream.of(
                                settings.stream(),
                                without.stream().map(constraint -> "without '" + constraint + "'"),
                                with.stream().map(constraint -> "with '" + constraint + "'"))
                        .flatMap(texts -> texts)
                        .toList());
    }
}
