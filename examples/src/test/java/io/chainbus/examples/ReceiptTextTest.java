package io.chainbus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReceiptTextTest {

    private static final ActorTestKit KIT = ActorTestKit.create();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void a_veto_and_its_undo_are_numbered_in_the_order_in_which_they_took_place() {
        Chain<String> chain = chain("vetoed");
        join(chain, "ftrace", Verdict.ok());
        join(chain, "livepatch", Verdict.ok());
        join(chain, "audit", Verdict.veto("no ext4 here"));
        assertThat(ReceiptText.of(publish(chain, ModulePhase.COMING)))
                .containsExactly(
                        "COMING of ext4: vetoed by audit: no ext4 here",
                        "   1  ftrace     COMING  ok",
                        "   2  livepatch  COMING  ok",
                        "   3  audit      COMING  veto: no ext4 here",
                        "   4  livepatch  GOING   ok, undo",
                        "   5  ftrace     GOING   ok, undo");
    }

    @Test
    void a_failure_a_stop_and_a_refusal_are_told_as_such() {
        Chain<String> chain = chain("failing");
        join(chain, "careless", Verdict.veto("whatever"));
        join(chain, "last", Verdict.stop());
        assertThat(ReceiptText.of(publish(chain, ModulePhase.LIVE)))
                .containsExactly(
                        "LIVE of ext4: stopped by last",
                        "   1  careless  LIVE  failed: whatever",
                        "   2  last      LIVE  stop");
        Chain<String> empty = chain("twice");
        publish(empty, ModulePhase.COMING);
        assertThat(ReceiptText.of(publish(empty, ModulePhase.COMING)))
                .containsExactly("COMING of ext4: refused: 'ext4' is already up in COMING: publish its release first");
    }

    private static Chain<String> chain(String name) {
        return Chainbus.get(KIT.system()).chain(ChainSpec.named(name, String.class));
    }

    private static void join(Chain<String> chain, String id, Verdict verdict) {
        Answer.toRegister(
                chain,
                Subscriber.<String>named(id)
                        .handler(visit -> visit.phase() == ModulePhase.GOING ? Verdict.ok() : verdict));
    }

    private static Receipt<String> publish(Chain<String> chain, ModulePhase phase) {
        return Answer.of(chain.publish(phase, "ext4"));
    }
}
