package io.chainbus.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chainbus.history.Place;
import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.Promise;
import io.chainbus.history.check.Violation;
import java.io.IOException;
import java.io.StringWriter;

/** What a check found, for programs: one object. */
final class CheckJson {

    private final CheckReport report;
    private final JsonGenerator json;

    private CheckJson(CheckReport report, JsonGenerator json) {
        this.report = report;
        this.json = json;
    }

    static String of(CheckReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            CheckJson figures = new CheckJson(report, json);
            figures.figures();
            figures.violations();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private void figures() throws IOException {
        CheckReport.Figures figures = report.figures();
        json.writeNumberField("lines", figures.lines());
        json.writeNumberField("chains", figures.chains());
        json.writeNumberField("joined", figures.joined());
        json.writeNumberField("left", figures.left());
        json.writeNumberField("walks", figures.walks());
        json.writeNumberField("vetoed", figures.vetoed());
        json.writeNumberField("open", figures.open());
        json.writeNumberField("visits", figures.visits());
        json.writeNumberField("undone", figures.undone());
        json.writeNumberField("skipped", figures.skipped());
        json.writeNumberField("late", figures.late());
        json.writeNumberField("refused", figures.refused());
        json.writeNumberField("violations", report.violationCount());
    }

    private void violations() throws IOException {
        json.writeObjectFieldStart("violationsByPromise");
        for (Promise promise : Promise.values()) {
            json.writeNumberField(promise.name(), report.violations().getOrDefault(promise, 0L));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("violationsShown");
        for (Violation violation : report.shown()) {
            json.writeStartObject();
            json.writeStringField("promise", violation.promise().name());
            json.writeStringField("chain", violation.chain());
            json.writeStringField("message", violation.message());
            json.writeArrayFieldStart("lines");
            for (Place place : violation.lines()) {
                json.writeString(place.toString());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (String note : report.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
    }
}
