package io.chainbus.explain;

import io.chainbus.dispatch.Holding;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An explanation as a table. Places are in it only where they differ from turns. */
final class ExplanationText {

    private final Explanation explanation;
    private final boolean placesDiffer;
    private final int idWidth;
    private final List<String> lines = new ArrayList<>();

    private ExplanationText(Explanation explanation) {
        this.explanation = explanation;
        this.placesDiffer = explanation.visited().stream().anyMatch(visit -> visit.turn() != visit.place());
        this.idWidth = Math.max(
                "subscriber".length(),
                Math.max(
                        explanation.visited().stream()
                                .mapToInt(visit -> visit.subscriber().length())
                                .max()
                                .orElse(0),
                        explanation.absent().stream()
                                .mapToInt(absence -> absence.subscriber().length())
                                .max()
                                .orElse(0)));
    }

    static List<String> of(Explanation explanation) {
        ExplanationText text = new ExplanationText(explanation);
        text.heading();
        text.visits();
        text.others();
        text.undo();
        return List.copyOf(text.lines);
    }

    private void heading() {
        Phase phase = explanation.phase();
        int registered = explanation.visited().size() + explanation.absent().size();
        lines.add(phase.name() + " of " + explanation.key() + ": " + explanation.heading() + ", visits "
                + explanation.visited().size() + " of " + registered + settings(phase));
        if (explanation.turn() instanceof Turn.Refused refused) {
            lines.add("refused at its turn: " + refused.refusal().message() + "; else it would be this:");
        } else if (explanation.turn() instanceof Turn.NothingUp) {
            lines.add(explanation.key() + " is not up: the walk ends as soon as it starts");
        }
    }

    private String settings(Phase phase) {
        List<String> settings = new ArrayList<>();
        if (phase.role() == Role.RELEASE) {
            settings.add(membership(explanation.holding()));
        }
        if (explanation.ways() == Ways.FORWARD_ONLY) {
            settings.add("forward-only");
        }
        return settings.isEmpty() ? "" : " (" + String.join(", ", settings) + ")";
    }

    static String membership(Holding holding) {
        return "membership = " + holding.name().toLowerCase(Locale.ROOT);
    }

    private void visits() {
        if (explanation.visited().isEmpty()) {
            return;
        }
        lines.add(row("turn", "place", "subscriber", "why"));
        for (Place visit : explanation.visited()) {
            lines.add(row(
                    Integer.toString(visit.turn()), Integer.toString(visit.place()), visit.subscriber(), visit.text()));
        }
    }

    private void others() {
        if (!(explanation.turn() instanceof Turn.NothingUp)) {
            for (Absence absence : explanation.absent()) {
                String place = Integer.toString(absence.place());
                lines.add(row(
                        "-",
                        place,
                        absence.subscriber(),
                        "not visited: " + absence.why().text()));
            }
        }
        for (Departed departed : explanation.departed()) {
            lines.add(row(
                    "-",
                    "-",
                    departed.subscriber(),
                    "has left, and held it by " + String.join(", ", departed.phases())));
        }
    }

    private String row(String turn, String place, String subscriber, String why) {
        String numbers = placesDiffer || !explanation.absent().isEmpty()
                ? "%4s  %5s".formatted(turn, place)
                : "%4s".formatted(turn);
        return (numbers + "  " + subscriber + " ".repeat(Math.max(0, idWidth - subscriber.length())) + "  " + why)
                .stripTrailing();
    }

    private void undo() {
        Phase phase = explanation.phase();
        if (!phase.vetoable()) {
            if (phase.role() == Role.ACQUIRE) {
                lines.add("nobody can veto it");
            }
            return;
        }
        boolean lastFirst = explanation.ways().undoing(phase) != explanation.heading();
        String turns = lastFirst ? "from turn n-1 back to 1" : "from turn 1 on to n-1";
        boolean observed = explanation.visited().stream()
                .anyMatch(visit -> visit.attendance().observes());
        String undo = phase.undo().map(Phase::name).orElse("its undo");
        lines.add("a veto at turn n is undone by " + undo + ", " + turns + ", on those that accepted"
                + (observed ? "; observers never do" : ""));
    }
}
