package io.chainbus.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.loader.Announcer;
import io.chainbus.kernel.loader.Announcer.Answer;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.subscriber.Handler;
import io.chainbus.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandCallsTest {

    private static final KernelModule MODULE = new KernelModule(FunctionTable.ofSites("m", 1, true), 0);

    private final List<String> calls = new ArrayList<>();
    private Answer chainAnswers = new Answer.Told();

    @Test
    void on_the_way_up_they_come_before_the_chain_and_on_the_way_down_behind_it_and_backwards() {
        HandCalls both = calling(accepting("a"), accepting("b"));
        assertThat(announce(both, ModulePhase.COMING)).isInstanceOf(Answer.Told.class);
        announce(both, ModulePhase.GOING);
        assertThat(calls)
                .containsExactly(
                        "a COMING FORWARD",
                        "b COMING FORWARD",
                        "chain COMING",
                        "chain GOING",
                        "b GOING FORWARD",
                        "a GOING FORWARD");
    }

    @Test
    void who_refuses_is_not_undone_and_the_chain_never_hears_of_it() {
        HandCalls all = calling(accepting("a"), accepting("b"), answering("c", new KernelError(Errno.EBUSY, "no")));
        assertThat(announce(all, ModulePhase.COMING))
                .isEqualTo(new Answer.Refused(Errno.EBUSY, "c", "no: " + Errno.EBUSY));
        assertThat(calls)
                .containsExactly(
                        "a COMING FORWARD", "b COMING FORWARD", "c COMING FORWARD", "b GOING UNDO", "a GOING UNDO");
    }

    @Test
    void a_refusal_on_the_chain_is_undone_backwards() {
        chainAnswers = new Answer.Refused(Errno.ENODEV, "somebody", "no");
        HandCalls all = calling(accepting("a"), answering("b", Verdict.done()), accepting("c"));
        assertThat(announce(all, ModulePhase.COMING)).isEqualTo(chainAnswers);
        assertThat(calls).endsWith("chain COMING", "c GOING UNDO", "a GOING UNDO");
    }

    @Test
    void what_cannot_be_vetoed_goes_on() {
        HandCalls all = calling(answering("a", Verdict.veto("no")), accepting("b"));
        assertThat(announce(all, ModulePhase.UNFORMED)).isInstanceOf(Answer.Told.class);
        assertThat(announce(all, ModulePhase.LIVE)).isInstanceOf(Answer.Told.class);
        assertThat(announce(all, ModulePhase.GOING)).isInstanceOf(Answer.Told.class);
        assertThat(calls).filteredOn(call -> call.startsWith("a")).hasSize(2);
        assertThat(calls).filteredOn(call -> call.startsWith("b")).hasSize(3);
    }

    @Test
    void who_has_refused_a_module_does_not_hear_of_its_going() {
        HandCalls both = calling(accepting("a"), answering("b", new KernelError(Errno.EBUSY, "no")));
        announce(both, ModulePhase.UNFORMED);
        announce(both, ModulePhase.COMING);
        calls.clear();
        announce(both, ModulePhase.GOING);
        assertThat(calls).containsExactly("chain GOING", "a GOING FORWARD");
    }

    @Test
    void who_has_let_go_of_a_module_hears_of_its_next_coming_only() {
        HandCalls all = calling(accepting("a"));
        announce(all, ModulePhase.COMING);
        announce(all, ModulePhase.GOING);
        calls.clear();
        announce(all, ModulePhase.GOING);
        assertThat(calls).containsExactly("chain GOING");
    }

    @Test
    void who_throws_refuses() {
        HandCalls all = calling(accepting("a"), new HandCalls.Consumer("b", visit -> {
            throw new IllegalStateException("oops");
        }));
        assertThat(announce(all, ModulePhase.COMING))
                .isEqualTo(new Answer.Refused(Errno.EIO, "b", "b threw java.lang.IllegalStateException: oops"));
        assertThat(calls).endsWith("a GOING UNDO");
    }

    private HandCalls calling(HandCalls.Consumer... upwards) {
        Announcer chain = (phase, module) -> {
            calls.add("chain " + phase);
            return CompletableFuture.completedFuture(chainAnswers);
        };
        return new HandCalls(List.of(upwards), chain);
    }

    private static Answer announce(HandCalls calls, ModulePhase phase) {
        return calls.announce(phase, MODULE).toCompletableFuture().join();
    }

    private HandCalls.Consumer accepting(String id) {
        return answering(id, Verdict.ok());
    }

    private HandCalls.Consumer answering(String id, Verdict verdict) {
        Handler<KernelModule> handler = visit -> {
            calls.add(id + " " + visit.phase().name() + " " + visit.cause());
            return verdict;
        };
        return new HandCalls.Consumer(id, handler);
    }
}
