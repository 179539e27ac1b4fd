package io.chainbus.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chainbus.bench.contest.Results;
import io.chainbus.bench.contest.Run;
import io.chainbus.bench.trial.Sample;
import java.io.IOException;
import java.io.StringWriter;
import java.util.function.ToDoubleFunction;

/**
 * What a contest found, for programs: medians over the rounds. {@code runs} are those at full speed, with the latency of
 * single events; {@code paced} those at a fixed rate, with the latency of all events. A run that was not sound is not
 * there.
 */
final class BenchJson {

    private final Results results;
    private final JsonGenerator json;

    private BenchJson(Results results, JsonGenerator json) {
        this.results = results;
        this.json = json;
    }

    static String of(Results results) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            BenchJson figures = new BenchJson(results, json);
            json.writeStartObject();
            figures.runs("runs", false);
            if (!results.runs(true).isEmpty()) {
                figures.runs("paced", true);
            }
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private void runs(String name, boolean paced) throws IOException {
        json.writeArrayFieldStart(name);
        for (Run run : results.runs(paced)) {
            if (results.median(run, Sample::deliveriesPerSecond).isPresent()) {
                run(run);
            }
        }
        json.writeEndArray();
    }

    private void run(Run run) throws IOException {
        json.writeStartObject();
        json.writeStringField("candidate", run.candidate().toString());
        json.writeNumberField("subscribers", run.cell().subscribers());
        json.writeNumberField("publishers", run.cell().publishers());
        json.writeNumberField("handlerMicros", run.cell().handlerMicros());
        if (run.cell().isPaced()) {
            json.writeNumberField("eventsPerSecond", run.cell().rate());
        }
        number(run, "deliveriesPerSecond", Sample::deliveriesPerSecond);
        number(run, "bytesPerDelivery", Sample::bytesPerDelivery);
        number(run, "p50Nanos", Sample::p50);
        number(run, "p99Nanos", Sample::p99);
        if (run.cell().isPaced()) {
            number(run, "p999Nanos", sample -> sample.latency().p999());
            number(run, "maxNanos", sample -> sample.latency().highest());
        }
        json.writeEndObject();
    }

    private void number(Run run, String name, ToDoubleFunction<Sample> figure) throws IOException {
        double value = results.median(run, figure).orElseThrow().value();
        json.writeNumberField(name, Math.round(value * 10) / 10.0);
    }
}
