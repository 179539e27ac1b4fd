package io.chainbus.cluster.home;

import akka.actor.typed.ActorRef;
import io.chainbus.chain.Member;
import io.chainbus.chain.Route;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.wire.Ending;
import io.chainbus.cluster.wire.PublishId;
import io.chainbus.cluster.wire.ReceiptLine;
import io.chainbus.cluster.wire.ToPublisher;
import io.chainbus.recording.Recorder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The publishers that a coordinator knows, and the receipts that are on their way to them. Single-threaded. */
final class Publishers {

    /**
     * What a publish came to.
     *
     * @param walk 0 where there was none
     * @param who who stands at the places of the trace
     */
    record Result(
            long walk,
            Ending ending,
            List<ToPublisher.Who> who,
            @Nullable Trace trace) {}

    private static final class Known {
        final PublishWindow<Result> window;

        @Nullable
        ActorRef<ToPublisher> ref;

        Known(long below) {
            window = new PublishWindow<>(below);
        }
    }

    /** What goes into one message: whose receipts, of walks that had the same subscribers. */
    private record Batch(String publisher, List<ToPublisher.Who> who) {
        // The lists are kept by route, so that the same is the very same.
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Batch that && who == that.who && publisher.equals(that.publisher);
        }

        @Override
        public int hashCode() {
            return 31 * publisher.hashCode() + System.identityHashCode(who);
        }
    }

    private static final int LINES = 512;

    private final Recorder recorder;
    private final Map<String, Known> publishers = new HashMap<>();
    private final Map<Batch, ReceiptBatch> batches = new LinkedHashMap<>();
    private final Map<Route<?>, List<ToPublisher.Who>> whos = new HashMap<>();
    private @Nullable Route<?> latest;

    Publishers(Recorder recorder) {
        this.recorder = recorder;
    }

    /** The lines of one message so far. */
    private static final class ReceiptBatch {
        final Map<Trace, Integer> traces = new LinkedHashMap<>();
        final Map<Ending, Integer> endings = new LinkedHashMap<>();
        final List<ReceiptLine> lines = new ArrayList<>();

        void add(long number, Result result) {
            Trace trace = result.trace();
            int traceIndex = trace == null ? -1 : index(traces, trace);
            lines.add(new ReceiptLine(number, result.walk(), index(endings, result.ending()), traceIndex));
        }

        private static <V> int index(Map<V, Integer> known, V value) {
            Integer index = known.putIfAbsent(value, known.size());
            return index == null ? known.size() - 1 : index;
        }
    }

    /** The window of that publisher, of which nothing below that number need be known. */
    PublishWindow<Result> window(String publisher, long below) {
        return publishers.computeIfAbsent(publisher, unused -> new Known(below)).window;
    }

    /** It has asked, from there. */
    void heardFrom(String publisher, ActorRef<ToPublisher> ref) {
        Known known = publishers.get(publisher);
        if (known != null) {
            known.ref = ref;
        }
    }

    /** A publish has ended, and that may be told. */
    void ended(PublishId id, Result result) {
        Known known = publishers.get(id.publisher());
        if (known != null) {
            known.window.ended(id.number(), result);
            answer(id, result);
        }
    }

    /** Tells its publisher what came of it, at the next {@link #flush}. */
    void answer(PublishId id, Result result) {
        batches.computeIfAbsent(new Batch(id.publisher(), result.who()), unused -> new ReceiptBatch())
                .add(id.number(), result);
    }

    /** Who stands on that route; the same list each time. */
    @SuppressWarnings("ReferenceEquality") // a route is the very same until the membership changes
    List<ToPublisher.Who> who(Route<?> route) {
        if (latest != route) {
            latest = route;
            if (whos.size() > 64) {
                whos.clear();
            }
        }
        return whos.computeIfAbsent(route, Publishers::list);
    }

    private static List<ToPublisher.Who> list(Route<?> route) {
        List<ToPublisher.Who> who = new ArrayList<>(route.size());
        for (Member<?> member : route) {
            who.add(new ToPublisher.Who(member.id(), member.observer()));
        }
        return List.copyOf(who);
    }

    /** Sends the receipts. */
    void flush() {
        if (batches.isEmpty()) {
            return;
        }
        recorder.flush();
        batches.forEach((batch, receipts) -> {
            Known known = publishers.get(batch.publisher());
            ActorRef<ToPublisher> ref = known == null ? null : known.ref;
            if (ref != null) {
                send(ref, batch, receipts);
            }
        });
        batches.clear();
    }

    private void send(ActorRef<ToPublisher> ref, Batch batch, ReceiptBatch receipts) {
        List<ReceiptLine> lines = receipts.lines;
        for (int from = 0; from < lines.size(); from += LINES) {
            ref.tell(new ToPublisher.Receipts(
                    batch.publisher(),
                    batch.who(),
                    List.copyOf(receipts.traces.keySet()),
                    List.copyOf(receipts.endings.keySet()),
                    lines.subList(from, Math.min(lines.size(), from + LINES)),
                    recorder.clock()));
        }
    }
}
