package io.chainbus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Member;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Timing;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the {@link NaiveBus} and the {@link Promises} what happens, and compares what comes of it. */
final class Agreement {

    private final Dispatcher<String, String> dispatcher;
    private final Holding holding;
    private final NaiveBus model;
    private final Promises promises = new Promises();
    private final Map<Long, NaiveWalk> underWay = new HashMap<>();
    private final List<String> keys;
    private long published;
    private long receipts;

    Agreement(Dispatcher<String, String> dispatcher, Holding holding, List<String> keys) {
        this.dispatcher = dispatcher;
        this.holding = holding;
        this.model = new NaiveBus(holding);
        this.keys = keys;
    }

    /** @param after an id, or an empty string */
    void joined(Member<String> member, int priority, String after, boolean observer) {
        NaiveBus.Sub sub = model.register(member.id(), priority, after, observer);
        same("name", sub, member.toString(), sub.name());
    }

    void left(Member<String> member) {
        model.leave(member.id());
        promises.left(member);
    }

    void accepted(Publication<String> publication) {
        published++;
        same("number", publication, publication.walk(), published);
        model.publish(new NaiveBus.Event(publication.walk(), publication.key(), publication.phase()));
        compareCounters();
    }

    void departed(Departure<String, String> departure, int limit) {
        NaiveBus.Depart predicted = model.depart(limit);
        List<Long> refused = new ArrayList<>();
        for (Departure.Refused<String> refusal : departure.refused()) {
            refused.add(refusal.publication().walk());
            receipts++;
        }
        same("refused", "a departure", refused, predicted.refused());
        same(
                "started",
                "a departure",
                departure.started().size(),
                predicted.started().size());
        for (int index = 0; index < departure.started().size(); index++) {
            Walk<String> walk = departure.started().get(index);
            NaiveWalk naive = predicted.started().get(index);
            same("number", walk, walk.id(), naive.event.number());
            same("ends at once", walk, departure.atOnce().contains(walk), naive.outcome.isPresent());
            promises.started(walk);
            underWay.put(walk.id(), naive);
            if (naive.outcome.isPresent()) {
                compareEnded(walk);
            }
        }
        compareCounters();
    }

    /** Like {@link #begun}, for a walk that may have to catch up: it does not count its steps yet. */
    void begunTogether(Walk<String> walk, int place) {
        promises.begun(walk, member(walk, place));
        NaiveWalk naive = expected(walk);
        same("what is delivered", walk, walk.visit(), naive.visit("chain", "payload of " + walk.key()));
    }

    void begun(Walk<String> walk, int place) {
        begunTogether(walk, place);
        NaiveWalk naive = expected(walk);
        same("steps", walk, walk.steps(), (naive.veto.isPresent() ? naive.undone : naive.visits).size());
    }

    void skipped(Walk<String> walk, int place, Skip why) {
        promises.passedBy(walk, member(walk, place));
        expected(walk).skipped(member(walk, place).toString(), why);
    }

    /** What the walk must say to it. */
    Walk.Next visited(Walk<String> walk, int place, Verdict verdict, Source source, Timing timing) {
        promises.answered(walk);
        return expected(walk).visited(member(walk, place).toString(), verdict, source, timing);
    }

    void ended(Walk<String> walk) {
        model.ended(expected(walk));
        compareEnded(walk);
    }

    private void compareEnded(Walk<String> walk) {
        NaiveWalk naive = expected(walk);
        underWay.remove(walk.id());
        receipts++;
        promises.ended(walk, holding);
        Receipt<String> receipt = walk.receipt();
        same("outcome", walk, Optional.of(receipt.outcome()), naive.outcome);
        same("success", walk, receipt.success(), naive.veto.isEmpty());
        same("veto", walk, receipt.veto(), naive.veto.map(Outcome.Vetoed::veto));
        same("visits", walk, receipt.visits(), naive.visits);
        same("undo", walk, receipt.undone(), naive.undone);
        same("skipped", walk, List.copyOf(receipt.skipped().entrySet()), List.copyOf(naive.skipped.entrySet()));
        compareHolds();
    }

    /** Who is back is who it was, and holds what it held, but for what is being released. */
    void back(Member<String> member, JoinReply<String> reply) {
        JoinReply.Joined<String> joined = (JoinReply.Joined<String>) reply;
        same("who is back", member, joined.admitted().member() == member && joined.resumed(), true);
        for (String key : keys) {
            boolean told = joined.holds().stream().anyMatch(held -> held.key().equals(key));
            boolean holder = model.holders(key).contains(member.toString()) && !beingReleased(key);
            same("hold of " + key, member, told, holder);
        }
    }

    private boolean beingReleased(String key) {
        return underWay.values().stream()
                .map(walk -> walk.event)
                .anyMatch(event -> event.key().equals(key) && event.phase().role() == Role.RELEASE);
    }

    private void compareHolds() {
        Route<String> route = dispatcher.membership().route();
        for (String key : keys) {
            Places places = dispatcher.ledger().holders(key, route);
            List<String> holders = new ArrayList<>();
            for (int place = 0; place < route.size(); place++) {
                if (places.contains(place)) {
                    holders.add(route.member(place).toString());
                }
            }
            same("holders", key, holders, model.holders(key));
            List<Phase> up = new ArrayList<>();
            dispatcher.ledger().acquisitions(key).forEach(acquisition -> up.add(acquisition.phase()));
            same("phases that are up", key, up, model.phases(key));
        }
    }

    private void compareCounters() {
        same("open", "dispatcher", dispatcher.open(), model.open());
        same("waiting", "dispatcher", dispatcher.waiting(), model.open() - underWay.size());
        same("any ready", "dispatcher", dispatcher.anyReady(), model.anyReady());
    }

    /** An assertion that costs next to nothing where it holds: there are millions of them. */
    static void same(String what, Object of, Object actual, Object expected) {
        if (!expected.equals(actual)) {
            assertThat(actual).as("%s of %s", what, of).isEqualTo(expected);
        }
    }

    /** P9: exactly one receipt for each publish. */
    void allIsOver() {
        compareHolds();
        compareCounters();
        assertThat(dispatcher.open()).isZero();
        assertThat(underWay).isEmpty();
        assertThat(receipts).isEqualTo(published);
    }

    private NaiveWalk expected(Walk<String> walk) {
        NaiveWalk naive = underWay.get(walk.id());
        if (naive == null) {
            throw new AssertionError(walk + " is not under way");
        }
        return naive;
    }

    @SuppressWarnings("unchecked") // all members of this chain are of this type
    private static Member<String> member(Walk<String> walk, int place) {
        return (Member<String>) walk.route().member(place);
    }
}
