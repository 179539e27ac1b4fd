package io.chainbus.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.typed.PostStop;
import com.typesafe.config.ConfigFactory;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.PhaseSet;
import io.chainbus.recording.Recorder;
import io.chainbus.transit.Inbox;
import org.junit.jupiter.api.Test;

/** What comes while a coordinator stops. */
class StoppingTest {

    private final ChainSettings<String> settings = new ChainSettings<>(
            "modules",
            key -> key,
            PhaseSet.of(ModulePhase.values()),
            Holding.ACCEPTED,
            Recorder.off(),
            false,
            ChainSettings.Limits.of(ConfigFactory.load().getConfig("chainbus")),
            new Waits(Runnable::run),
            Runnable::run);
    private final Admittance admittance = new Admittance("modules", 8);
    private final Inbox<Submission<String>> inbox = Inbox.forMany(() -> {});
    private final BehaviorTestKit<ChainProtocol.Command<String>> coordinator =
            BehaviorTestKit.create(Coordinator.create(settings, inbox, admittance));

    @Test
    void a_publish_that_comes_too_late_is_refused_counted_and_let_out() {
        assertThat(admittance.enter()).isNull();
        inbox.put(new Publishing<>(new Gateway<>(settings, inbox, admittance), "ext4", ModulePhase.COMING, "ext4"));
        admittance.close();

        coordinator.signal(PostStop.instance());

        assertThat(admittance.refused()).isEqualTo(1);
        assertThat(admittance.open()).isZero();
    }
}
