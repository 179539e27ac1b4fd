package io.chainbus.load.plan;

import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which events there are, in which proportion: what happens to each key, over and over. {@code acquire:1,notify:3,release:1}
 * brings a key up, tells of it three times and takes it down. More acquires than one are refused by the bus, since the key
 * is up already; a release too many visits nobody.
 *
 * @param steps in their order; not empty
 */
public record Mix(List<Step> steps) {

    private static final int MOST = 1000;
    private static final Pattern PART = Pattern.compile("(acquire|notify|release)(?::([0-9]{1,4}))?");

    /** What an event does to its key. */
    public enum Step {
        ACQUIRE(ModulePhase.COMING),
        NOTIFY(ModulePhase.LIVE),
        RELEASE(ModulePhase.GOING);

        private final ModulePhase phase;

        Step(ModulePhase phase) {
            this.phase = phase;
        }

        /** What is published. */
        public Phase phase() {
            return phase;
        }

        /** As in {@link #read}. */
        public String word() {
            return switch (this) {
                case ACQUIRE -> "acquire";
                case NOTIFY -> "notify";
                case RELEASE -> "release";
            };
        }
    }

    public Mix {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a mix of nothing");
        }
    }

    /** Reads {@code acquire:1,notify:3,release:1}; a word alone counts once. */
    public static Optional<Mix> read(String text) {
        List<Step> steps = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Step step = Step.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
            int times = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            for (int time = 0; time < times; time++) {
                steps.add(step);
            }
        }
        return steps.isEmpty() || steps.size() > MOST ? Optional.empty() : Optional.of(new Mix(steps));
    }

    /** As in {@link #read}: steps that follow each other counted. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        int times = 0;
        for (int index = 0; index < steps.size(); index++) {
            times++;
            if (index == steps.size() - 1 || steps.get(index + 1) != steps.get(index)) {
                parts.add(steps.get(index).word() + ":" + times);
                times = 0;
            }
        }
        return parts.stream().collect(Collectors.joining(","));
    }
}
