package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.HistoryFormatException;
import io.chainbus.history.Line;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the lines of one chain. */
final class ChainChecker {

    private final Reporter reporter;
    private final Roll roll;
    private final Walks walks;
    private final Tally tally;
    private Entry.@Nullable ChainDeclared declared;
    /** The node that declared the chain, which its coordinator is on. */
    private String home = "";
    /** The node whose coordinator is the latest. */
    private String latest = "";
    /** Those on which coordinators were that may not know that another has taken over. */
    private final Set<String> superseded = new HashSet<>();

    private long voided;

    ChainChecker(String chain, Findings findings, Tally tally) {
        this.reporter = new Reporter(findings, chain);
        this.roll = new Roll(reporter);
        this.walks = new Walks(roll, reporter);
        this.tally = tally;
    }

    /** Whether the line says that a chain of this name has been opened anew, on the node where the one before was. */
    boolean beginsAnew(Line line) {
        return line.entry() instanceof Entry.ChainDeclared
                && line.stamp().node().equals(home);
    }

    void accept(Entry entry, Mark mark) {
        if (entry instanceof Entry.ChainDeclared declaration) {
            declared(declaration, mark);
            return;
        }
        if (declared == null) {
            throw new HistoryFormatException(
                    mark.place(),
                    "expected the line of type 'chain' of chain '" + reporter.chain() + "' before its others, found '"
                            + entry.type() + "'");
        }
        if (isVoid(entry, mark)) {
            voided++;
        } else if (entry instanceof Entry.Visited visited) {
            tally.visits++;
            walks.visited(visited.turn(), mark);
        } else if (entry instanceof Entry.Undone undone) {
            tally.undone++;
            walks.undone(undone.turn(), mark);
        } else if (entry instanceof Entry.Published published) {
            tally.walks++;
            walks.published(published, rule(declared, published.phase(), mark), declared.holding(), mark);
        } else if (entry instanceof Entry.Started started) {
            walks.started(started, mark);
        } else if (entry instanceof Entry.Ended ended) {
            tally.vetoed += ended.outcome() == Recorded.Outcome.VETOED ? 1 : 0;
            walks.ended(ended, mark);
        } else if (entry instanceof Entry.Skipped skipped) {
            tally.skipped++;
            walks.skipped(skipped, mark);
        } else if (entry instanceof Entry.Registered registered) {
            tally.joined++;
            roll.registered(registered, mark, walks.any());
            walks.joined(registered, mark);
        } else if (entry instanceof Entry.Unregistered unregistered) {
            tally.left++;
            roll.unregistered(unregistered, mark).ifPresent(this::left);
        } else if (entry instanceof Entry.Away away) {
            roll.away(away, mark);
        } else if (entry instanceof Entry.Resumed resumed) {
            roll.resumed(resumed, mark).ifPresent(member -> walks.resumed(member, resumed.replay(), mark));
        } else if (entry instanceof Entry.Recovered recovered) {
            takenOver(mark.stamp().node());
            walks.recovered(recovered, mark);
        } else if (entry instanceof Entry.Late) {
            tally.late++;
        } else {
            tally.refused++;
            refused(entry, mark);
        }
    }

    private void declared(Entry.ChainDeclared declaration, Mark mark) {
        if (declared != null && !declared.equals(declaration)) {
            throw new HistoryFormatException(
                    mark.place(),
                    "expected the same settings of chain '" + reporter.chain()
                            + "' as in its first line, found others");
        }
        declared = declaration;
        home = home.isEmpty() ? mark.stamp().node() : home;
        latest = latest.isEmpty() ? home : latest;
    }

    private void takenOver(String node) {
        if (!latest.isEmpty()) {
            superseded.add(latest);
        }
        superseded.remove(node);
        latest = node;
    }

    /**
     * Whether only its coordinator says so, which is not the latest: what it accepts then does not start, and what it had
     * started and ended the latest says again, as far as that counts. What handlers did counts, whoever asked for it.
     */
    private boolean isVoid(Entry entry, Mark mark) {
        return superseded.contains(mark.stamp().node())
                && (entry instanceof Entry.Published
                        || entry instanceof Entry.Started
                        || entry instanceof Entry.Ended
                        || entry instanceof Entry.TurnRefused);
    }

    private static PhaseRule rule(Entry.ChainDeclared declared, String phase, Mark mark) {
        PhaseRule rule = declared.phases().get(phase);
        if (rule == null) {
            throw new HistoryFormatException(
                    mark.place(),
                    "expected one of the chain's phases " + declared.phases().keySet() + " in 'phase', found '" + phase
                            + "'");
        }
        return rule;
    }

    private void left(Member member) {
        walks.left(member);
        Member.Unheard twice = member.visitedTwice();
        if (twice != null) {
            visitedTwice(member, twice);
        }
        if (member.skipped != null && member.visitedInSpite != null && member.gone != null) {
            reporter.broken(
                    Promise.P7,
                    member + " is visited after a walk had passed it as leaving",
                    member.skipped,
                    member.visitedInSpite,
                    member.gone);
        }
    }

    private void refused(Entry entry, Mark mark) {
        if (entry instanceof Entry.TurnRefused refused) {
            walks.refused(refused, mark);
        } else if (entry instanceof Entry.SubscriberRefused refused) {
            walks.refused(refused.subscriber());
        }
    }

    /** The history is over. */
    void finish() {
        List<Trail> open = walks.finish();
        tally.open += open.size();
        if (voided > 0) {
            reporter.note("lines of coordinators that others had taken over from, and that nobody goes by: " + voided);
        }
        if (!open.isEmpty()) {
            reporter.note("walks not ended when the history was: " + open.size() + ", the first is " + open.get(0)
                    + ", line " + open.get(0).publishedAt.place().line());
        }
        for (Member member : roll.present()) {
            if (member.skipped != null) {
                skippedAndStays(member, member.skipped, open.isEmpty());
            }
            Member.Unheard twice = member.visitedTwice();
            if (twice != null && open.isEmpty()) {
                visitedTwice(member, twice);
            }
        }
    }

    /** In a history that was cut off, its death may be in what is missing. */
    private void visitedTwice(Member member, Member.Unheard unheard) {
        reporter.broken(
                Promise.P8,
                "a walk visits " + member + ", and goes on without that as of a node that is gone, and it has not died",
                unheard.visit(),
                unheard.without());
    }

    /** In a history that was cut off, the end of a leave may be in what is missing. */
    private void skippedAndStays(Member member, Mark skipped, boolean complete) {
        if (member.visitedInSpite != null) {
            reporter.broken(
                    Promise.P8,
                    "a walk passes " + member + " as leaving, and a later one visits it",
                    skipped,
                    member.visitedInSpite);
        } else if (complete) {
            reporter.broken(Promise.P8, "a walk passes " + member + " as leaving, and it never leaves", skipped);
        } else {
            reporter.note(member + " was leaving when the history ended, line "
                    + skipped.place().line());
        }
    }
}
