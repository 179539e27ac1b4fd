package io.chainbus.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** The plots as the page's script reads them; in a form that may stand inside an HTML script element. */
final class PlotJson {

    private final JsonGenerator json;

    private PlotJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(List<Plot> plots) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Plot plot : plots) {
                new PlotJson(json).plot(plot);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has none
        }
        // So that no text of a user's ends the element.
        return text.toString().replace("<", "\\u003c");
    }

    private void plot(Plot plot) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", plot.title());
        json.writeStringField("alternative", plot.alternative());
        axis("across", plot.across());
        axis("up", plot.up());
        numbers("x", plot.x());
        json.writeArrayFieldStart("series");
        for (Series series : plot.series()) {
            json.writeStartObject();
            json.writeStringField("label", series.label());
            json.writeStringField("shape", lower(series.shape()));
            json.writeStringField("tone", lower(series.tone()));
            numbers("values", series.values());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("marks");
        for (Plot.Mark mark : plot.marks()) {
            mark(mark);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void axis(String field, Axis axis) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("label", axis.label());
        json.writeStringField("quantity", lower(axis.quantity()));
        json.writeBooleanField("logarithmic", axis.logarithmic());
        json.writeEndObject();
    }

    private void mark(Plot.Mark mark) throws IOException {
        json.writeStartObject();
        if (mark instanceof Plot.Mark.Span span) {
            json.writeStringField("kind", "span");
            number("from", span.from());
            number("to", span.to());
            json.writeStringField("label", span.label());
        } else if (mark instanceof Plot.Mark.Level level) {
            json.writeStringField("kind", "level");
            number("value", level.value());
            json.writeStringField("label", level.label());
        }
        json.writeEndObject();
    }

    private void numbers(String field, List<Double> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (double value : values) {
            number(value);
        }
        json.writeEndArray();
    }

    private void number(String field, double value) throws IOException {
        json.writeFieldName(field);
        number(value);
    }

    /** JSON has no word for what is not a number; and whole numbers are shorter without a fraction. */
    private void number(double value) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
