package io.chainbus.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chainbus.bench.scale.Growth;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** How Chainbus grows, for programs: medians over the rounds, by name and size; what could not be told is left out. */
final class ScaleJson {

    private ScaleJson() {}

    static String of(List<Growth> growths) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeArrayFieldStart("growths");
            for (Growth growth : growths) {
                write(json, growth);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Growth growth) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", growth.title());
        json.writeStringField("along", growth.along());
        json.writeArrayFieldStart("rows");
        for (Growth.Row row : growth.rows()) {
            json.writeStartObject();
            json.writeNumberField("size", row.size());
            for (int i = 0; i < growth.columns().size(); i++) {
                double value = row.values().get(i).value();
                if (!Double.isNaN(value)) {
                    json.writeNumberField(growth.columns().get(i).name(), Math.round(value * 10) / 10.0);
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
