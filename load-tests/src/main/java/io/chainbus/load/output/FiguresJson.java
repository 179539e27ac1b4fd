package io.chainbus.load.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chainbus.load.figures.Accounts;
import io.chainbus.load.figures.Figures;
import io.chainbus.load.figures.Interval;
import io.chainbus.load.figures.Latency;
import io.chainbus.load.figures.Machine;
import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.plan.Pace;
import io.chainbus.load.plan.Profile;
import io.chainbus.load.threshold.Judgement;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of a load, for programs: one object; names end in their units, and what is not known is null. */
public final class FiguresJson {

    private final JsonGenerator json;

    private FiguresJson(JsonGenerator json) {
        this.json = json;
    }

    /** All of it. */
    public static String of(Figures figures, Machine machine, List<Judgement> judgements) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            FiguresJson writer = new FiguresJson(json);
            json.writeStartObject();
            writer.plan(figures.plan());
            writer.machine(machine);
            writer.figures(figures);
            writer.judgements(judgements);
            writer.checks(figures, judgements);
            writer.intervals(figures.intervals());
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private void plan(LoadPlan plan) throws IOException {
        json.writeObjectFieldStart("load");
        json.writeStringField("loop", plan.pace() instanceof Pace.Open ? "open" : "closed");
        profile(plan.pace().profile());
        number("warmUpSeconds", plan.warmUpNanos() / 1e9);
        json.writeNumberField("publishers", plan.publishers());
        json.writeNumberField("subscribers", plan.subscribers());
        json.writeNumberField("keys", plan.keys());
        json.writeStringField("mix", plan.mix().toString());
        number("vetoes", plan.vetoes());
        number("churnPerSecond", plan.churn());
        json.writeStringField("handlerTime", plan.handlerTime().text());
        json.writeStringField("handlerMode", plan.work().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("seed", plan.seed());
        json.writeEndObject();
    }

    private void profile(Profile profile) throws IOException {
        json.writeArrayFieldStart("stages");
        for (Profile.Ramp ramp : profile.ramps()) {
            json.writeStartObject();
            number("from", ramp.from());
            number("to", ramp.to());
            number("seconds", ramp.nanos() / 1e9);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void machine(Machine machine) throws IOException {
        json.writeObjectFieldStart("machine");
        for (Map.Entry<String, String> fact : machine.facts().entrySet()) {
            json.writeStringField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
    }

    private void figures(Figures figures) throws IOException {
        number("measuredSeconds", figures.measuredNanos() / 1e9);
        json.writeBooleanField("endedEarly", figures.early());
        number("eventsPerSecond", figures.throughput());
        number("deliveriesPerSecond", figures.deliveries());
        json.writeNumberField("missed", figures.missed());
        json.writeObjectFieldStart("latency");
        latency("all", figures.all());
        for (Mix.Step step : Mix.Step.values()) {
            latency(step.word(), figures.latency().getOrDefault(step, Latency.none()));
        }
        latency("lag", figures.lag());
        latency("join", figures.moves().join());
        latency("leave", figures.moves().leave());
        json.writeEndObject();
        accounts("events", figures.measured());
        accounts("warmUpEvents", figures.warmUp());
        json.writeObjectFieldStart("visits");
        json.writeNumberField("byReceipts", figures.calls().byReceipts());
        json.writeNumberField("byHandlers", figures.calls().byHandlers());
        json.writeNumberField("vetoesByReceipts", figures.calls().vetoesByReceipts());
        json.writeNumberField("vetoesByHandlers", figures.calls().vetoesByHandlers());
        json.writeEndObject();
    }

    private void latency(String name, Latency latency) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", latency.count());
        number("minNanos", latency.min());
        number("meanNanos", latency.mean());
        number("p50Nanos", latency.percentile(50));
        number("p90Nanos", latency.percentile(90));
        number("p99Nanos", latency.percentile(99));
        number("p99_9Nanos", latency.percentile(99.9));
        number("p99_99Nanos", latency.percentile(99.99));
        number("maxNanos", latency.max());
        json.writeEndObject();
    }

    private void accounts(String name, Accounts accounts) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("published", accounts.published());
        json.writeNumberField("ended", accounts.ended());
        json.writeNumberField("vetoed", accounts.vetoed());
        json.writeNumberField("refused", accounts.refused());
        json.writeNumberField("failed", accounts.failed());
        json.writeNumberField("unanswered", accounts.unanswered());
        json.writeEndObject();
    }

    private void judgements(List<Judgement> judgements) throws IOException {
        json.writeArrayFieldStart("thresholds");
        for (Judgement judgement : judgements) {
            json.writeStartObject();
            json.writeStringField("failIf", judgement.threshold());
            number("value", judgement.value());
            json.writeBooleanField("failed", judgement.failed());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void checks(Figures figures, List<Judgement> judgements) throws IOException {
        json.writeArrayFieldStart("disagreements");
        for (String line : figures.disagreements()) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeBooleanField(
                "holds",
                figures.disagreements().isEmpty() && judgements.stream().noneMatch(Judgement::failed));
    }

    private void intervals(List<Interval> intervals) throws IOException {
        json.writeArrayFieldStart("intervals");
        for (Interval interval : intervals) {
            json.writeStartObject();
            number("fromSeconds", interval.from() / 1e9);
            number("toSeconds", interval.to() / 1e9);
            json.writeNumberField("ended", interval.ended());
            json.writeNumberField("visits", interval.visits());
            number("p50Nanos", interval.latency().p50());
            number("p90Nanos", interval.latency().p90());
            number("p99Nanos", interval.latency().p99());
            number("p99_9Nanos", interval.latency().p999());
            number("maxNanos", interval.latency().max());
            json.writeNumberField("inFlight", interval.inFlight());
            number("target", interval.target());
            json.writeNumberField("heapBytes", interval.heapBytes());
            json.writeNumberField("gcNanos", interval.gcNanos());
            number("processors", interval.processors());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Whole where it is whole; null where it is not a number. */
    private void number(String field, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(field);
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumberField(field, (long) value);
        } else {
            json.writeNumberField(field, value);
        }
    }
}
