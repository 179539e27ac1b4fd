package io.chainbus.history;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes lines of a history, as JSON, one a line, in UTF-8.
 *
 * <p>It writes what it is given: stamps and their order are the caller's. A line is buffered until {@link #flush},
 * {@link #close} or until the buffer (8000 bytes) is full, which may be in the middle of a line: the last line of a
 * process that is killed can be torn, which readers expect. Not thread-safe.
 */
public final class HistoryWriter implements Closeable {

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator((String) null).build();

    private final JsonGenerator json;

    /** Writes to {@code out}, and closes it in the end. */
    public HistoryWriter(OutputStream out) throws IOException {
        this.json = JSON.createGenerator(out, JsonEncoding.UTF8);
    }

    public void write(Line line) throws IOException {
        Stamp stamp = line.stamp();
        json.writeStartObject();
        json.writeNumberField("at", stamp.at());
        text("node", stamp.node());
        json.writeNumberField("clock", stamp.clock());
        text("chain", stamp.chain());
        json.writeStringField("type", line.entry().type());
        fields(line.entry());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void fields(Entry entry) throws IOException {
        if (entry instanceof Entry.Visited visited) {
            turn(visited.turn());
        } else if (entry instanceof Entry.Undone undone) {
            turn(undone.turn());
        } else if (entry instanceof Entry.Published published) {
            published(published);
        } else if (entry instanceof Entry.Started started) {
            json.writeNumberField("walk", started.walk());
            json.writeNumberField("version", started.version());
        } else if (entry instanceof Entry.Ended ended) {
            json.writeNumberField("walk", ended.walk());
            word("outcome", ended.outcome());
            textUnlessEmpty("by", ended.by());
        } else if (entry instanceof Entry.Skipped skipped) {
            json.writeNumberField("walk", skipped.walk());
            text("subscriber", skipped.subscriber());
            word("why", skipped.why());
        } else if (entry instanceof Entry.Registered registered) {
            registered(registered);
        } else if (entry instanceof Entry.Unregistered unregistered) {
            text("subscriber", unregistered.subscriber());
            json.writeNumberField("version", unregistered.version());
            word("cause", unregistered.cause());
        } else if (entry instanceof Entry.Away away) {
            text("subscriber", away.subscriber());
            word("cause", away.cause());
        } else if (entry instanceof Entry.Resumed resumed) {
            text("subscriber", resumed.subscriber());
            json.writeNumberField("version", resumed.version());
            if (resumed.replay()) {
                json.writeBooleanField("replay", true);
            }
        } else if (entry instanceof Entry.Recovered recovered) {
            json.writeNumberField("epoch", recovered.epoch());
            counts("open", recovered.open());
            counts("ended", recovered.ended());
        } else if (entry instanceof Entry.ChainDeclared declared) {
            declared(declared);
        } else if (entry instanceof Entry.Late late) {
            late(late);
        } else {
            refused(entry);
        }
    }

    private void turn(Turn turn) throws IOException {
        json.writeNumberField("walk", turn.walk());
        json.writeNumberField("step", turn.step());
        text("subscriber", turn.subscriber());
        text("phase", turn.phase());
        word("verdict", turn.verdict());
        word("source", turn.source());
        json.writeNumberField("from", turn.from());
        json.writeNumberField("to", turn.to());
        textUnlessEmpty("reason", turn.reason());
    }

    private void published(Entry.Published published) throws IOException {
        json.writeNumberField("walk", published.walk());
        text("key", published.key());
        text("phase", published.phase());
        word("direction", published.direction());
        word("cause", published.cause());
    }

    private void registered(Entry.Registered registered) throws IOException {
        text("subscriber", registered.subscriber());
        json.writeNumberField("priority", registered.priority());
        json.writeNumberField("version", registered.version());
        if (registered.anchor() != Recorded.Anchor.NONE) {
            word("anchor", registered.anchor());
        }
        textsUnlessEmpty("before", registered.before());
        textsUnlessEmpty("after", registered.after());
        for (Recorded.Trait trait : Recorded.Trait.values()) {
            if (registered.traits().contains(trait)) {
                json.writeBooleanField(trait.text(), true);
            }
        }
    }

    private void declared(Entry.ChainDeclared declared) throws IOException {
        word("membership", declared.holding());
        json.writeObjectFieldStart("phases");
        for (Map.Entry<String, PhaseRule> phase : declared.phases().entrySet()) {
            PhaseRule rule = phase.getValue();
            json.writeObjectFieldStart(encodable(phase.getKey()));
            word("role", rule.role());
            word("direction", rule.direction());
            textUnlessEmpty("undo", rule.undo());
            json.writeBooleanField("vetoable", rule.vetoable());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void late(Entry.Late late) throws IOException {
        json.writeNumberField("walk", late.walk());
        text("subscriber", late.subscriber());
        text("phase", late.phase());
        word("verdict", late.verdict());
        json.writeNumberField("from", late.from());
        json.writeNumberField("to", late.to());
        if (late.amends() instanceof Entry.Amends.Undid undid) {
            text("undoPhase", undid.phase());
            word("undoVerdict", undid.verdict());
        }
    }

    private void refused(Entry entry) throws IOException {
        if (entry instanceof Entry.SubscriberRefused refused) {
            text("subscriber", refused.subscriber());
            text("why", refused.why());
        } else if (entry instanceof Entry.PublishRefused refused) {
            text("key", refused.key());
            text("why", refused.why());
        } else if (entry instanceof Entry.TurnRefused refused) {
            json.writeNumberField("walk", refused.walk());
            text("key", refused.key());
            text("why", refused.why());
        } else {
            throw new IllegalStateException("no format for " + entry);
        }
    }

    private void counts(String field, Collection<Long> counts) throws IOException {
        json.writeArrayFieldStart(field);
        for (long count : counts) {
            json.writeNumber(count);
        }
        json.writeEndArray();
    }

    private void word(String field, Recorded.Word word) throws IOException {
        json.writeStringField(field, word.text());
    }

    private void text(String field, String text) throws IOException {
        json.writeStringField(field, encodable(text));
    }

    private void textUnlessEmpty(String field, String text) throws IOException {
        if (!text.isEmpty()) {
            text(field, text);
        }
    }

    private void textsUnlessEmpty(String field, List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(encodable(text));
        }
        json.writeEndArray();
    }

    /** Half of a surrogate pair has no UTF-8; the generator would give up in the middle of a line. */
    private static String encodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
