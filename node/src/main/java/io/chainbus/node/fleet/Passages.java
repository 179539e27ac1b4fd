package io.chainbus.node.fleet;

import io.chainbus.Chain;
import io.chainbus.event.ModulePhase;
import io.chainbus.verdict.Source;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Keys on their way through phases, so many at once. A publish that is refused is not tried again. */
final class Passages {

    /** Who listens hears of every so manieth key. */
    private static final int STEP = 16;

    private final Chain<String> chain;
    private final List<ModulePhase> phases;
    private final List<String> keys;
    private final int inFlight;
    private final Answer.Passage[] passages;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger through = new AtomicInteger();
    private final CompletableFuture<List<Answer.Passage>> all = new CompletableFuture<>();

    Passages(Chain<String> chain, List<ModulePhase> phases, List<String> keys, int inFlight) {
        this.chain = chain;
        this.phases = phases;
        this.keys = keys;
        this.inFlight = inFlight;
        this.passages = new Answer.Passage[keys.size()];
    }

    CompletionStage<List<Answer.Passage>> run(IntConsumer progress) {
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        for (int lane = 0; lane < Math.min(inFlight, keys.size()); lane++) {
            goOn(progress);
        }
        return all;
    }

    private void goOn(IntConsumer progress) {
        int index = next.getAndIncrement();
        if (index >= keys.size()) {
            return;
        }
        // Not on this thread: receipts that are there already would call this again and again, inside each other.
        pass(keys.get(index), 0, 0).thenAcceptAsync(passage -> {
            passages[index] = passage;
            int count = through.incrementAndGet();
            if (count == keys.size()) {
                all.complete(Arrays.asList(passages));
            } else {
                if (count % STEP == 0) {
                    progress.accept(count);
                }
                goOn(progress);
            }
        });
    }

    private CompletionStage<Answer.Passage> pass(String key, int at, long longest) {
        ModulePhase phase = phases.get(at);
        long since = System.nanoTime();
        return chain.publish(phase, key)
                .handle((receipt, failure) -> {
                    long waited = Math.max(longest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
                    if (failure != null) {
                        return done(
                                new Answer.Passage(key, phase.name(), Answer.How.FAILED, failure.toString(), waited));
                    }
                    return receipt.success() && at + 1 < phases.size()
                            ? pass(key, at + 1, waited)
                            : done(passage(receipt, waited));
                })
                .thenCompose(passage -> passage);
    }

    private static CompletionStage<Answer.Passage> done(Answer.Passage passage) {
        return CompletableFuture.completedFuture(passage);
    }

    private static Answer.Passage passage(Receipt<String> receipt, long waited) {
        Outcome outcome = receipt.outcome();
        Answer.How how = Answer.How.DONE;
        String remark = "";
        if (outcome instanceof Outcome.Vetoed vetoed) {
            how = vetoed.source() == Source.DEATH ? Answer.How.VETOED_BY_DEATH : Answer.How.VETOED;
            remark = vetoed.by() + ": " + vetoed.veto().reason();
        } else if (outcome instanceof Outcome.Refused refused) {
            how = how(refused.refusal());
            remark = refused.refusal().message();
        }
        return new Answer.Passage(receipt.key(), receipt.phase().name(), how, remark, waited);
    }

    private static Answer.How how(PublishRefusal refusal) {
        if (refusal instanceof PublishRefusal.AlreadyUp) {
            return Answer.How.ALREADY_UP;
        }
        return refusal instanceof PublishRefusal.JournalBehind ? Answer.How.BEHIND : Answer.How.REFUSED;
    }
}
