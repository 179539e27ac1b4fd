package io.chainbus.load;

import io.chainbus.load.plan.Amount;
import io.chainbus.load.plan.HandlerTime;
import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.plan.Pace;
import io.chainbus.load.plan.Profile;
import io.chainbus.load.plan.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what the load is. */
final class LoadOptions {

    private static final long LONGEST = 7 * 24 * 3_600_000_000_000L;
    private static final int MOST_IN_FLIGHT = 10_000_000;
    private static final double MOST_A_SECOND = 1e9;
    private static final String DEFAULT_DURATION = "10s";
    private static final int DEFAULT_IN_FLIGHT = 1024;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Open loop: so many events a second (50k, 1.5M), whatever the bus does; latencies count from"
                    + " when an event was due.")
    private @Nullable String rate;

    @Option(
            names = "--arrivals",
            paramLabel = "HOW",
            defaultValue = "even",
            description = "Of an open loop: even, or poisson for events that come independently of each other"
                    + " (default: ${DEFAULT-VALUE}).")
    private String arrivals = "even";

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "Closed loop: so many events are published and not ended; the next comes when one has ended"
                    + " (default: " + DEFAULT_IN_FLIGHT + ").")
    private @Nullable String inFlight;

    @Option(
            names = "--stage",
            paramLabel = "TIME:LEVEL",
            description = "Goes to the level within the time, in a straight line; from --rate or --in-flight, else from"
                    + " nothing. 10s:50k/s is a rate, 10s:512 in flight. Repeat for more; replaces --duration.")
    private List<String> stages = new ArrayList<>();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long is measured: 30s, 5m (default: " + DEFAULT_DURATION + ").")
    private @Nullable String duration;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            defaultValue = "3s",
            description = "Before that, at the highest level, and not measured (default: ${DEFAULT-VALUE}).")
    private String warmUp = "3s";

    @Option(
            names = "--publishers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads that publish, each with keys of its own (default: ${DEFAULT-VALUE}).")
    private int publishers;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many are on the chain (default: ${DEFAULT-VALUE}).")
    private int subscribers;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "4096",
            description = "How many there are; walks of one key do not overlap (default: ${DEFAULT-VALUE}).")
    private int keys;

    @Option(
            names = "--mix",
            paramLabel = "MIX",
            defaultValue = "acquire:1,notify:1,release:1",
            description = "What happens to each key, over and over (default: ${DEFAULT-VALUE}).")
    private String mix = "acquire:1,notify:1,release:1";

    @Option(
            names = "--vetoes",
            paramLabel = "SHARE",
            defaultValue = "0%",
            description = "So many acquires are vetoed, each by one of the subscribers (default: ${DEFAULT-VALUE}).")
    private String vetoes = "0%";

    @Option(
            names = "--churn",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many subscribers leave and join again, a second (default: ${DEFAULT-VALUE}).")
    private String churn = "0";

    @Option(
            names = "--handler",
            paramLabel = "TIME",
            defaultValue = "0",
            description = "How long a handler takes: 10us, uniform:5us..20us, exponential:10us, normal:10us,2us,"
                    + " lognormal:10us,0.5 (default: ${DEFAULT-VALUE}).")
    private String handler = "0";

    @Option(
            names = "--handler-mode",
            paramLabel = "HOW",
            defaultValue = "busy",
            description = "How it spends it: busy on its thread, or async: it answers later (default:"
                    + " ${DEFAULT-VALUE}).")
    private String handlerMode = "busy";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that is left to chance (default: ${DEFAULT-VALUE}).")
    private long seed;

    /**
     * What they say.
     *
     * @param wrongCall makes an exception of what is wrong with them
     */
    LoadPlan plan(Function<String, ParameterException> wrongCall) {
        return new Reader(wrongCall).plan();
    }

    /** Reads them once. */
    private final class Reader {
        private final Function<String, ParameterException> wrongCall;

        Reader(Function<String, ParameterException> wrongCall) {
            this.wrongCall = wrongCall;
        }

        LoadPlan plan() {
            int threads = within("--publishers", publishers, 1, 64);
            within("--keys", keys, threads, 10_000_000);
            Pace pace = pace();
            if (pace instanceof Pace.Closed closed && closed.profile().peak() < threads) {
                throw wrongCall.apply("expected at least one in flight for each of %d publishers, found %.0f"
                        .formatted(threads, closed.profile().peak()));
            }
            return new LoadPlan(
                    pace,
                    warmUp.equals("0") ? 0 : time("--warm-up", warmUp),
                    threads,
                    within("--subscribers", subscribers, 1, 100_000),
                    keys,
                    Mix.read(mix).orElseThrow(() -> expected("a mix as acquire:1,notify:3,release:1", "--mix", mix)),
                    share(),
                    number("--churn", churn, 0, 100_000),
                    HandlerTime.read(handler).orElseThrow(() -> expected(HandlerTime.GRAMMAR, "--handler", handler)),
                    oneOf(LoadPlan.Work.class, "--handler-mode", handlerMode),
                    seed);
        }

        private Pace pace() {
            String perSecond = rate;
            String atOnce = inFlight;
            if (perSecond != null && atOnce != null) {
                throw wrongCall.apply("expected --rate (open loop) or --in-flight (closed loop), found both");
            }
            boolean open = perSecond != null || stages.stream().anyMatch(stage -> stage.endsWith("/s"));
            double first = perSecond != null
                    ? number("--rate", perSecond, 0.001, MOST_A_SECOND)
                    : atOnce != null
                            ? number("--in-flight", atOnce, 1, MOST_IN_FLIGHT)
                            : stages.isEmpty() ? DEFAULT_IN_FLIGHT : 0;
            Profile profile = stages.isEmpty()
                    ? Profile.steady(first, time("--duration", duration == null ? DEFAULT_DURATION : duration))
                    : staged(first, open);
            return open
                    ? new Pace.Open(profile, oneOf(Schedule.Arrivals.class, "--arrivals", arrivals))
                    : new Pace.Closed(profile);
        }

        private Profile staged(double first, boolean open) {
            if (duration != null) {
                throw wrongCall.apply("expected --duration or --stage, found both: stages say how long they take");
            }
            List<Profile.Ramp> ramps = new ArrayList<>();
            double level = first;
            for (String stage : stages) {
                String[] parts = stage.split(":", 2);
                if (parts.length < 2) {
                    throw expected("TIME:LEVEL as 10s:50k/s or 10s:512", "--stage", stage);
                }
                if (parts[1].endsWith("/s") != open) {
                    throw expected(
                            open ? "a rate as 50k/s, since this is an open loop," : "how many are in flight",
                            "--stage",
                            stage);
                }
                double to = number("--stage", parts[1], 0, open ? MOST_A_SECOND : MOST_IN_FLIGHT);
                ramps.add(new Profile.Ramp(level, to, time("--stage", parts[0])));
                level = to;
            }
            Profile profile = new Profile(ramps);
            if (profile.peak() == 0) {
                throw wrongCall.apply("expected a --stage with a level above 0");
            }
            return profile;
        }

        private double share() {
            OptionalDouble share = vetoes.equals("0") ? OptionalDouble.of(0) : Amount.share(vetoes);
            if (share.isEmpty() || share.getAsDouble() > 1) {
                throw expected("a share of the acquires from 0% to 100%", "--vetoes", vetoes);
            }
            return share.getAsDouble();
        }

        private long time(String option, String text) {
            OptionalDouble nanos = Amount.nanos(text);
            if (nanos.isEmpty() || nanos.getAsDouble() < 1e6 || nanos.getAsDouble() > LONGEST) {
                throw expected("a time as 500ms, 30s or 5m, from 1ms to 168h", option, text);
            }
            return (long) nanos.getAsDouble();
        }

        private double number(String option, String text, double least, double most) {
            OptionalDouble number = Amount.rate(text);
            if (number.isEmpty() || number.getAsDouble() < least || number.getAsDouble() > most) {
                throw expected(
                        "a number as 500, 50k or 1.5M, from %s to %,.0f".formatted(plain(least), most), option, text);
            }
            return number.getAsDouble();
        }

        private String plain(double number) {
            return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
        }

        private <E extends Enum<E>> E oneOf(Class<E> type, String option, String text) {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return constant;
                }
            }
            List<String> names = new ArrayList<>();
            for (E constant : type.getEnumConstants()) {
                names.add(constant.name().toLowerCase(Locale.ROOT));
            }
            throw expected(String.join(" or ", names), option, text);
        }

        private int within(String option, int value, int least, int most) {
            if (value < least || value > most) {
                throw expected("from %d to %d".formatted(least, most), option, Integer.toString(value));
            }
            return value;
        }

        private ParameterException expected(String what, String option, String found) {
            return wrongCall.apply("expected %s for %s, found '%s'".formatted(what, option, found));
        }
    }
}
