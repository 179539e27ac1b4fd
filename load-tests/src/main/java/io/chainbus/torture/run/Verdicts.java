package io.chainbus.torture.run;

import io.chainbus.history.Entry;
import io.chainbus.history.HistoryReader;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.HistoryChecker;
import io.chainbus.history.check.Violation;
import io.chainbus.torture.account.Comparison;
import io.chainbus.torture.account.Disagreement;
import io.chainbus.torture.account.History;
import io.chainbus.torture.account.HoldsAccount;
import io.chainbus.torture.plan.Plan;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Judges a round that has ended: by its history, by its handlers' log and by its publishers' receipts. */
final class Verdicts {

    /** So many of a round's violations are shown. */
    private static final int SHOWN = 10;

    private final Round round;
    private final Path lines;
    private final long before;
    private final Figures figures = new Figures();

    /**
     * @param lines the round's history
     * @param before how many lines there were in the rounds before
     */
    Verdicts(Round round, Path lines, long before) {
        this.round = round;
        this.lines = lines;
        this.before = before;
    }

    Figures figures() {
        return figures;
    }

    /** What breaks a promise; nothing if all hold. */
    List<String> judge() throws IOException {
        Comparison comparison = new Comparison(round.log());
        HoldsAccount holds = new HoldsAccount(round.log(), Plan.WINDOW);
        HistoryChecker checker = new HistoryChecker();
        try (HistoryReader reader = new HistoryReader(Files.newInputStream(lines), "history")) {
            while (reader.hasNext()) {
                PlacedLine line = reader.next();
                checker.accept(line);
                comparison.accept(line);
                holds.accept(line);
                count(line.line().entry());
            }
        }
        CheckReport report = checker.finish();
        count(report.figures());
        History history = comparison.finish();
        List<String> lost = receipts(history);
        List<Disagreement> disagreements = new ArrayList<>(history.finish(round.closing()));
        disagreements.addAll(holds.finish());
        return broken(report, disagreements, lost);
    }

    /** Every publish has its receipt now: what was open when all had ended is lost. */
    private List<String> receipts(History history) {
        List<String> lost = new ArrayList<>();
        for (Stage stage : round.stages()) {
            figures.add(Figure.INSIDE, stage.inside());
            figures.add(Figure.WAITS, stage.waits());
            figures.add(Figure.CIRCLES, stage.circles());
            lost.addAll(stage.complaints());
            for (Stage.Published published : stage.published()) {
                CompletableFuture<Receipt<io.chainbus.torture.plan.Event>> receipt =
                        published.receipt().toCompletableFuture();
                if (!receipt.isDone() || receipt.isCompletedExceptionally()) {
                    lost.add("P9: no receipt of " + published.phase().name() + " of " + published.event() + " on "
                            + stage.chainPlan().name());
                } else {
                    count(receipt.join());
                    history.accept(stage.chainPlan().name(), receipt.join());
                }
            }
        }
        return lost;
    }

    private void count(Receipt<?> receipt) {
        if (receipt.outcome() instanceof Outcome.Refused refused) {
            if (refused.refusal() instanceof PublishRefusal.AlreadyUp) {
                figures.add(Figure.ALREADY_UP, 1);
            } else if (refused.refusal() instanceof PublishRefusal.Overloaded) {
                figures.add(Figure.OVERLOADS, 1);
            }
        }
    }

    private void count(CheckReport.Figures counted) {
        figures.add(Figure.LINES, counted.lines());
        figures.add(Figure.WALKS, counted.walks());
        figures.add(Figure.VISITS, counted.visits());
        figures.add(Figure.UNDONE, counted.undone());
        figures.add(Figure.VETOES, counted.vetoed());
        figures.add(Figure.JOINS, counted.joined());
        figures.add(Figure.SKIPPED, counted.skipped());
        figures.add(Figure.LATE, counted.late());
    }

    private void count(Entry entry) {
        if (entry instanceof Entry.Visited visited) {
            count(visited.turn());
        } else if (entry instanceof Entry.Undone undone) {
            count(undone.turn());
        } else if (entry instanceof Entry.Published published) {
            if (published.cause() == Recorded.Cause.REPLAY) {
                figures.add(Figure.REPLAYS, 1);
            } else if (published.cause() == Recorded.Cause.TEARDOWN) {
                figures.add(Figure.TEARDOWNS, 1);
            }
        } else if (entry instanceof Entry.Unregistered gone) {
            figures.add(gone.cause() == Recorded.Absence.DIED ? Figure.DEATHS : Figure.LEAVES, 1);
        } else if (entry instanceof Entry.Away) {
            figures.add(Figure.ABSENCES, 1);
        } else if (entry instanceof Entry.Resumed) {
            figures.add(Figure.RETURNS, 1);
        } else if (entry instanceof Entry.SubscriberRefused) {
            figures.add(Figure.JOINS_REFUSED, 1);
        }
    }

    private void count(Turn turn) {
        switch (turn.source()) {
            case HANDLER -> figures.add(Figure.CALLS, 1);
            case THROW -> figures.add(Figure.THROWS, 1);
            case DEADLINE -> figures.add(Figure.DEADLINES, 1);
            case STUCK -> figures.add(Figure.STUCK, 1);
            case DEATH -> {}
        }
    }

    private List<String> broken(CheckReport report, List<Disagreement> disagreements, List<String> lost)
            throws IOException {
        List<String> broken = new ArrayList<>();
        Map<Long, String> proof = new TreeMap<>();
        for (Violation violation : report.shown().stream().limit(SHOWN).toList()) {
            broken.add(violation.promise() + ": " + violation.chain() + ": " + violation.message());
            violation.lines().forEach(place -> proof.put(place.line(), ""));
        }
        for (Disagreement one : disagreements.stream().limit(SHOWN).toList()) {
            broken.add(one.promise() + ": " + one.what());
            if (one.line() > 0) {
                proof.put((long) one.line(), "");
            }
        }
        lost.stream().limit(SHOWN).forEach(broken::add);
        if (!broken.isEmpty()) {
            broken.add("%d violations, %d disagreements, %d lost receipts in round %d"
                    .formatted(
                            report.violationCount(),
                            disagreements.size(),
                            lost.size(),
                            round.plan().round()));
            read(proof);
            proof.forEach((line, text) -> broken.add((before + line) + ": " + text));
        }
        return broken;
    }

    private void read(Map<Long, String> proof) throws IOException {
        try (var reader = Files.newBufferedReader(lines)) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (proof.containsKey(number)) {
                    proof.put(number, line);
                }
            }
        }
    }
}
