package io.chainbus.examples;

import io.chainbus.event.Phase;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Timing;
import io.chainbus.walk.VisitRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A receipt as a table for people: how the walk ended, then a line for each visit in the order of the visits, then those
 * that were passed by.
 *
 * <pre>
 *   COMING of ext4: vetoed by audit: no ext4 here
 *      1  ftrace     COMING  ok
 *      2  livepatch  COMING  ok
 *      3  audit      COMING  veto: no ext4 here
 *      4  livepatch  GOING   ok, undo
 *      5  ftrace     GOING   ok, undo
 * </pre>
 */
public final class ReceiptText {

    private static final Row[] NONE = {};

    private record Row(String number, String subscriber, String phase, String verdict) {}

    private ReceiptText() {}

    /** The table, with what the visits took where timing was on. */
    public static List<String> of(Receipt<?> receipt) {
        Row[] rows = rows(receipt).toArray(NONE);
        int subscribers = 0;
        int phases = 0;
        for (Row row : rows) {
            subscribers = Math.max(subscribers, row.subscriber().length());
            phases = Math.max(phases, row.phase().length());
        }
        List<String> lines = new ArrayList<>();
        lines.add(receipt.phase().name() + " of " + receipt.key() + ": " + outcome(receipt.outcome()));
        for (Row row : rows) {
            lines.add(("%4s  %-" + subscribers + "s  %-" + phases + "s  %s")
                    .formatted(row.number(), row.subscriber(), row.phase(), row.verdict()));
        }
        return lines;
    }

    private static List<Row> rows(Receipt<?> receipt) {
        List<VisitRecord> visits = new ArrayList<>(receipt.visits());
        visits.addAll(receipt.undone());
        List<Row> rows = new ArrayList<>();
        for (VisitRecord visit : visits) {
            rows.add(row(String.valueOf(rows.size() + 1), visit));
        }
        for (Map.Entry<String, Skip> passed : receipt.skipped().entrySet()) {
            Phase phase = receipt.phase();
            rows.add(new Row("-", passed.getKey(), phase.name(), "skipped: " + lower(passed.getValue())));
        }
        return rows;
    }

    private static Row row(String number, VisitRecord visit) {
        StringBuilder verdict = new StringBuilder(lower(visit.result()));
        if (visit.result() == Result.VETO || visit.result() == Result.FAILED) {
            verdict.append(": ").append(visit.reason());
        }
        if (visit.source() != Source.HANDLER) {
            verdict.append(", by its policy (").append(lower(visit.source())).append(')');
        }
        if (visit.cause() != Cause.FORWARD) {
            verdict.append(", ").append(lower(visit.cause()));
        }
        if (visit.timing() instanceof Timing.Span span) {
            verdict.append(" (").append(span.took().toMillis()).append(" ms)");
        }
        return new Row(number, visit.subscriber(), visit.phase().name(), verdict.toString());
    }

    private static String outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Completed) {
            return "completed";
        }
        if (outcome instanceof Outcome.Stopped stopped) {
            return "stopped by " + stopped.by();
        }
        if (outcome instanceof Outcome.Vetoed vetoed) {
            return "vetoed by " + vetoed.by() + ": " + vetoed.veto().reason();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return "refused: " + refused.refusal().message();
        }
        throw new IllegalStateException("no words for " + outcome);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
