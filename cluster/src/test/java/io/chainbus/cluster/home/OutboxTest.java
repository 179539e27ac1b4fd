package io.chainbus.cluster.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import akka.actor.testkit.typed.javadsl.TestInbox;
import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.chain.Route;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.layout.Registration;
import io.chainbus.cluster.layout.StandIn;
import io.chainbus.cluster.wire.Errand;
import io.chainbus.cluster.wire.Horizon;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.Sender;
import io.chainbus.cluster.wire.Task;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.recording.Recorder;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Published;
import io.chainbus.walk.Walk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Phase PING = Phase.notification("PING", Direction.DESCENDING);
    private static final AgentId AGENT = new AgentId("a", 1, 1);
    private static final Segment FIRST = new Segment(AGENT, List.of(0), List.of(10L), false);
    private static final Segment SECOND = new Segment(AGENT, List.of(1), List.of(11L), false);
    private static final int AHEAD = 2;
    private static final int TRAIN = 3;
    private static final int BYTES = 1000;

    private final TestInbox<ToAgent> inbox = TestInbox.create();
    private final Agents agents = new Agents();
    private final Route<HomeSeat> route = route();
    private final HomeSettings.Limits limits = new HomeSettings.Limits(
            100,
            TRAIN,
            BYTES,
            AHEAD,
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    private final Outbox outbox = new Outbox(1, limits, agents, Recorder.off(), () -> Horizon.NONE);

    @BeforeEach
    void the_agent_is_there() {
        agents.attach(new Sender(AGENT, inbox.getRef()));
    }

    @Test
    void what_there_is_for_an_agent_that_has_nothing_to_do_leaves_at_once() {
        ask(1, FIRST);
        assertThat(outbox.flush()).isFalse();
        assertThat(errands()).hasSize(1);
    }

    @Test
    void what_comes_up_while_an_agent_has_enough_goes_together_whichever_segments_it_is_for() {
        Journey one = ask(1, FIRST);
        outbox.flush();
        ask(2, FIRST);
        outbox.flush();
        assertThat(inbox.getAllReceived()).hasSize(AHEAD);
        ask(3, FIRST);
        ask(4, SECOND);
        ask(5, FIRST);
        assertThat(outbox.flush()).isTrue();
        assertThat(inbox.hasMessages()).isFalse();
        outbox.answered(one);
        assertThat(outbox.flush()).isFalse();
        assertThat(errands())
                .extracting(
                        Errand::places,
                        errand -> errand.tasks().stream().map(Task::walk).toList())
                .containsExactly(tuple(List.of(0), List.of(3L, 5L)), tuple(List.of(1), List.of(4L)));
    }

    @Test
    void a_second_answer_to_the_same_message_lets_nothing_more_go() {
        Journey one = ask(1, FIRST);
        Journey two = ask(2, FIRST);
        outbox.flush();
        ask(3, FIRST);
        outbox.flush();
        outbox.answered(one);
        outbox.answered(two);
        ask(4, FIRST);
        assertThat(outbox.flush()).isFalse();
        ask(5, FIRST);
        assertThat(outbox.flush()).isTrue();
    }

    @Test
    void what_has_been_held_back_for_too_long_goes_without_an_answer() {
        for (int walk = 1; walk <= AHEAD + 1; walk++) {
            ask(walk, FIRST);
            outbox.flush();
        }
        assertThat(inbox.getAllReceived()).hasSize(AHEAD);
        outbox.release(System.nanoTime());
        assertThat(outbox.flush()).isFalse();
        assertThat(errands()).hasSize(1);
    }

    @Test
    void an_agent_that_has_answered_is_not_told_again_what_a_walk_is_about() {
        Journey journey = ask(1, FIRST);
        outbox.flush();
        assertThat(errands().get(0).tasks().get(0).matter()).isNotNull();
        outbox.answered(journey);
        journey.known(AGENT);
        askFor(journey, SECOND);
        outbox.flush();
        assertThat(errands().get(0).tasks().get(0).matter()).isNull();
        outbox.answered(journey);
        journey.tellAnew();
        askFor(journey, SECOND);
        outbox.flush();
        assertThat(errands().get(0).tasks().get(0).matter()).isNotNull();
    }

    @Test
    void a_walk_that_has_gone_on_while_it_was_held_back_is_not_asked_for() {
        Journey journey = ask(1, FIRST);
        journey.at = null;
        outbox.flush();
        assertThat(inbox.hasMessages()).isFalse();
    }

    @Test
    void what_is_for_an_agent_that_is_not_there_waits_for_it_and_is_dropped_when_it_is_gone() {
        agents.lost(AGENT);
        ask(1, FIRST);
        outbox.flush();
        assertThat(inbox.hasMessages()).isFalse();
        agents.attach(new Sender(AGENT, inbox.getRef()));
        outbox.flush();
        assertThat(errands()).hasSize(1);
        agents.lost(AGENT);
        ask(2, FIRST);
        outbox.lost(AGENT);
        agents.attach(new Sender(AGENT, inbox.getRef()));
        outbox.flush();
        assertThat(inbox.hasMessages()).isFalse();
    }

    @Test
    void trains_and_messages_are_no_longer_than_they_may_be() {
        for (int walk = 1; walk <= 2 * TRAIN + 1; walk++) {
            ask(walk, FIRST);
        }
        outbox.flush();
        assertThat(errands()).extracting(errand -> errand.tasks().size()).containsExactly(TRAIN, TRAIN, 1);
        outbox.lost(AGENT);
        for (int walk = 1; walk <= 5; walk++) {
            ask(walk, SECOND, BYTES / 2);
        }
        assertThat(outbox.flush()).isTrue();
        List<ToAgent> messages = inbox.getAllReceived();
        assertThat(messages).hasSize(AHEAD);
        for (ToAgent message : messages) {
            assertThat(((ToAgent.Visit) message).errands().get(0).tasks()).hasSize(2);
        }
    }

    private List<Errand> errands() {
        return ((ToAgent.Visit) inbox.receiveMessage()).errands();
    }

    private Journey ask(long walk, Segment segment) {
        return ask(walk, segment, 10);
    }

    private Journey ask(long walk, Segment segment, int bytes) {
        Payload payload = new Payload(1, "", new byte[bytes]);
        Publication<Payload> publication =
                new Published<>(walk, "k" + walk, payload, PING, Cause.FORWARD, receipt -> {});
        Journey journey = new Journey(new Walk<>(publication, "pings", Places.all(route)), route, 1);
        askFor(journey, segment);
        return journey;
    }

    private void askFor(Journey journey, Segment segment) {
        journey.at = segment;
        outbox.add(journey, segment);
    }

    private static Route<HomeSeat> route() {
        List<Member<HomeSeat>> members = new ArrayList<>();
        List<HomeSeat> seats = new ArrayList<>();
        for (int place = 0; place < 2; place++) {
            String id = "s" + place;
            HomeSeat seat = new HomeSeat(
                    new Registration(
                            place, id, Position.DEFAULT, false, false, AGENT, 10 + place, new StandIn(Map.of())),
                    false);
            Admission<HomeSeat> admission =
                    new Membership<HomeSeat>().admit(new Candidate<>(id, Position.DEFAULT, false, seat));
            members.add(((Admission.Admitted<HomeSeat>) admission).member());
            seats.add(seat);
        }
        return Route.of(0, members, seats);
    }
}
