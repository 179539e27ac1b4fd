package io.chainbus.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chainbus.explain.Absence;
import io.chainbus.explain.Change;
import io.chainbus.explain.Departed;
import io.chainbus.explain.Difference;
import io.chainbus.explain.Explanation;
import io.chainbus.explain.Place;
import io.chainbus.explain.Reason;
import io.chainbus.explain.Turn;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** What {@code chainbus explain} found, for programs: one object. Reasons are the sentences that the table has. */
final class ExplainJson {

    private final JsonGenerator json;

    private ExplainJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(String chain, Explanation explanation) throws IOException {
        return object(chain, writer -> writer.explanation(explanation));
    }

    /** The first walk, and below it what is different in the second, with the whole of that. */
    static String of(String chain, Difference difference) throws IOException {
        return object(chain, writer -> {
            writer.explanation(difference.from());
            writer.json.writeObjectFieldStart("against");
            writer.explanation(difference.to());
            writer.json.writeArrayFieldStart("changes");
            for (Change change : difference.changes()) {
                writer.change(change);
            }
            writer.json.writeEndArray();
            writer.json.writeEndObject();
        });
    }

    private interface Body {
        void write(ExplainJson writer) throws IOException;
    }

    private static String object(String chain, Body body) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("chain", chain);
            body.write(new ExplainJson(json));
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private void explanation(Explanation explanation) throws IOException {
        json.writeStringField("key", explanation.key());
        json.writeStringField("phase", explanation.phase().name());
        json.writeStringField("direction", explanation.heading().name());
        json.writeStringField("membership", explanation.holding().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("version", explanation.version());
        json.writeStringField("turn", turn(explanation.turn()));
        json.writeArrayFieldStart("visits");
        for (Place visit : explanation.visited()) {
            visit(visit);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notVisited");
        for (Absence absence : explanation.absent()) {
            json.writeStartObject();
            json.writeStringField("subscriber", absence.subscriber());
            json.writeNumberField("place", absence.place());
            json.writeStringField("why", absence.why().text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("left");
        for (Departed departed : explanation.departed()) {
            json.writeStartObject();
            json.writeStringField("subscriber", departed.subscriber());
            texts("held", departed.phases());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String turn(Turn turn) {
        if (turn instanceof Turn.Refused refused) {
            return refused.refusal().message();
        }
        return turn instanceof Turn.NothingUp ? "nothing is up" : "starts";
    }

    private void visit(Place visit) throws IOException {
        json.writeStartObject();
        json.writeNumberField("turn", visit.turn());
        json.writeNumberField("place", visit.place());
        json.writeStringField("subscriber", visit.subscriber());
        json.writeStringField("visitedAs", visit.attendance().text());
        texts("why", visit.reasons().stream().map(Reason::text).toList());
        json.writeEndObject();
    }

    private void texts(String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void change(Change change) throws IOException {
        json.writeStartObject();
        json.writeStringField("subscriber", change.subscriber());
        if (change instanceof Change.Moved moved) {
            json.writeNumberField("from", moved.from().turn());
            json.writeNumberField("to", moved.to().turn());
        } else if (change instanceof Change.Appears appears) {
            json.writeNumberField("to", appears.at().turn());
        } else if (change instanceof Change.Disappears disappears) {
            json.writeNumberField("from", disappears.from().turn());
        }
        json.writeEndObject();
    }
}
