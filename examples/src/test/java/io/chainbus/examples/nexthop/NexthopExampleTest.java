package io.chainbus.examples.nexthop;

import static io.chainbus.examples.nexthop.NexthopExample.FIVE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.examples.Told;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NexthopExampleTest {

    private static final Nexthop SIXTH = new Nexthop(6, "198.51.100.6", "eth1");

    private final ActorTestKit kit = ActorTestKit.create();

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void a_newcomer_that_refuses_the_third_of_five_undoes_two_and_one_and_is_not_registered() {
        Namespace namespace = filled("blue");
        Netdevsim device = new Netdevsim(2);
        assertThat(namespace.join(device))
                .isEqualTo(new ChainProtocol.RegistrationRefused(new RegistrationRefusal.ReplayVetoed(
                        "netdevsim",
                        "3",
                        "NEXTHOP_EVENT_REPLACE",
                        "netdevsim: Exceeded number of supported nexthops: No space left on device (-28)")));
        assertThat(device.heard())
                .containsExactly(
                        "NEXTHOP_EVENT_REPLACE 1 (REPLAY)",
                        "NEXTHOP_EVENT_REPLACE 2 (REPLAY)",
                        "NEXTHOP_EVENT_REPLACE 3 (REPLAY)",
                        "NEXTHOP_EVENT_DEL 2 (UNDO)",
                        "NEXTHOP_EVENT_DEL 1 (UNDO)");
        assertThat(device.offloaded()).isEmpty();
        assertThat(namespace.devices()).isEmpty();
        assertThat(namespace.delete(FIVE.get(0)).visits()).isEmpty();
    }

    @Test
    void in_the_kernel_it_keeps_what_it_had_accepted_and_never_hears_of_its_end() {
        Namespace namespace = filled("blue");
        Netdevsim device = new Netdevsim(2);
        assertThat(namespace.joinAsInTheKernel(device))
                .isInstanceOfSatisfying(
                        KernelError.class,
                        error -> assertThat(error.errno().number()).isEqualTo(28));
        assertThat(namespace.devices()).isEmpty();
        namespace.delete(FIVE.get(0));
        assertThat(device.offloaded()).containsExactly(1, 2);
        assertThat(device.heard())
                .containsExactly(
                        "NEXTHOP_EVENT_REPLACE 1 (dump)",
                        "NEXTHOP_EVENT_REPLACE 2 (dump)",
                        "NEXTHOP_EVENT_REPLACE 3 (dump)");
    }

    @Test
    void a_newcomer_with_room_is_told_all_and_then_what_is_new() {
        Namespace namespace = filled("blue");
        Netdevsim device = new Netdevsim(16);
        assertThat(namespace.join(device)).isInstanceOf(ChainProtocol.Registered.class);
        Receipt<Nexthop> sixth = namespace.add(SIXTH);
        assertThat(sixth.visits()).extracting(VisitRecord::subscriber).containsExactly("netdevsim");
        assertThat(device.offloaded()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(namespace.delete(FIVE.get(2)).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("netdevsim");
        assertThat(device.offloaded()).containsExactly(1, 2, 4, 5, 6);
    }

    @Test
    void leaving_brings_del_for_each_the_newest_first() {
        Namespace namespace = filled("blue");
        Netdevsim device = new Netdevsim(16);
        namespace.join(device);
        assertThat(namespace.leave()).isEqualTo(new ChainProtocol.Unregistered("netdevsim", false));
        assertThat(device.heard())
                .endsWith(
                        "NEXTHOP_EVENT_DEL 5 (TEARDOWN)",
                        "NEXTHOP_EVENT_DEL 4 (TEARDOWN)",
                        "NEXTHOP_EVENT_DEL 3 (TEARDOWN)",
                        "NEXTHOP_EVENT_DEL 2 (TEARDOWN)",
                        "NEXTHOP_EVENT_DEL 1 (TEARDOWN)");
        assertThat(device.offloaded()).isEmpty();
    }

    @Test
    void leaving_the_kernel_s_chain_brings_del_for_each_in_the_order_of_their_ids() {
        Namespace namespace = filled("blue");
        Netdevsim device = new Netdevsim(16);
        namespace.joinAsInTheKernel(device);
        namespace.leaveAsInTheKernel(device);
        assertThat(device.heard())
                .endsWith(
                        "NEXTHOP_EVENT_DEL 1 (dump)",
                        "NEXTHOP_EVENT_DEL 2 (dump)",
                        "NEXTHOP_EVENT_DEL 3 (dump)",
                        "NEXTHOP_EVENT_DEL 4 (dump)",
                        "NEXTHOP_EVENT_DEL 5 (dump)");
        assertThat(device.offloaded()).isEmpty();
    }

    @Test
    void a_new_nexthop_that_a_device_refuses_is_not_there() {
        Namespace namespace = filled("blue");
        Netdevsim device = new Netdevsim(5);
        namespace.join(device);
        Receipt<Nexthop> refused = namespace.add(SIXTH);
        assertThat(refused.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Vetoed.class,
                        vetoed -> assertThat(vetoed.veto()).isInstanceOf(KernelError.class));
        assertThat(namespace.delete(SIXTH).visits()).isEmpty();
        assertThat(device.offloaded()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void each_namespace_has_a_chain_of_its_own() {
        Namespace blue = filled("blue");
        Namespace red = Namespace.create(kit.system(), "red");
        blue.join(new Netdevsim(16));
        assertThat(red.add(SIXTH).visits()).isEmpty();
        assertThat(blue.add(SIXTH).visits()).hasSize(1);
    }

    @Test
    void the_account_shows_both_ways() throws Exception {
        List<String> account = Told.by(new NexthopExample(), kit.system());
        assertThat(account)
                .containsSubsequence(
                        "netdevsim hears NEXTHOP_EVENT_REPLACE 3 (dump)",
                        "on the chain: []; the device forwards to [1, 2]",
                        "id 1 is deleted; the device forwards to [1, 2] still",
                        "netdevsim hears NEXTHOP_EVENT_REPLACE 3 (REPLAY)",
                        "netdevsim hears NEXTHOP_EVENT_DEL 2 (UNDO)",
                        "netdevsim hears NEXTHOP_EVENT_DEL 1 (UNDO)",
                        "on the chain: []; the device forwards to []",
                        "red   NEXTHOP_EVENT_REPLACE of 6: completed",
                        "blue     1  netdevsim  NEXTHOP_EVENT_REPLACE  ok");
    }

    private Namespace filled(String name) {
        Namespace namespace = Namespace.create(kit.system(), name);
        FIVE.forEach(namespace::add);
        return namespace;
    }
}
