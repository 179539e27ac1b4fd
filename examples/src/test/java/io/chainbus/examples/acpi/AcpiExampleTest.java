package io.chainbus.examples.acpi;

import static io.chainbus.verdict.Result.DONE;
import static io.chainbus.verdict.Result.FAILED;
import static io.chainbus.verdict.Result.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.examples.Told;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcpiExampleTest {

    private static final ActorTestKit KIT = ActorTestKit.create();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @ParameterizedTest
    @EnumSource(AcpiStatus.class)
    void the_shutdown_goes_on_whatever_the_firmware_answers(AcpiStatus status) {
        Machine machine = start("answers " + status, Firmware.that(status), Duration.ofMinutes(1));
        Receipt<String> receipt = machine.powerOff();
        assertThat(receipt.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(receipt.visits())
                .extracting(VisitRecord::subscriber, VisitRecord::result)
                .containsExactly(tuple("storage", OK), tuple("acpi", result(status)), tuple("watchdog", OK));
        assertThat(receipt.undone()).isEmpty();
        boolean fails = status == AcpiStatus.AE_AML_OPERAND_TYPE;
        assertThat(machine.kernelLog()).hasSize(fails ? 1 : 0);
        assertThat(receipt.failures()).hasSize(fails ? 1 : 0);
    }

    private static Result result(AcpiStatus status) {
        return switch (status) {
            case AE_OK -> OK;
            case AE_NOT_FOUND -> DONE;
            case AE_AML_OPERAND_TYPE -> FAILED;
        };
    }

    @Test
    void the_firmware_is_told_that_the_machine_is_switched_off() {
        CompletableFuture<Integer> told = new CompletableFuture<>();
        Firmware firmware = sleepState -> {
            told.complete(sleepState);
            return CompletableFuture.completedFuture(AcpiStatus.AE_OK);
        };
        start("tells", firmware, Duration.ofMinutes(1)).powerOff();
        assertThat(told).isCompletedWithValue(5);
    }

    @Test
    void firmware_that_never_answers_costs_a_deadline_and_no_more() {
        CompletableFuture<AcpiStatus> never = new CompletableFuture<>();
        Receipt<String> receipt =
                start("hangs", sleepState -> never, Duration.ofMillis(20)).powerOff();
        assertThat(receipt.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(receipt.visits())
                .extracting(VisitRecord::subscriber, VisitRecord::result, VisitRecord::source)
                .containsExactly(
                        tuple("storage", OK, Source.HANDLER),
                        tuple("acpi", FAILED, Source.DEADLINE),
                        tuple("watchdog", OK, Source.HANDLER));
    }

    @Test
    void the_account_has_the_kernel_s_own_words() throws Exception {
        assertThat(Told.by(new AcpiExample(), KIT.system()))
                .containsSubsequence(
                        "2  acpi      SYS_POWER_OFF  done",
                        "2  acpi      SYS_POWER_OFF  ok",
                        "2  acpi      SYS_POWER_OFF  failed: _TTS: AE_AML_OPERAND_TYPE",
                        "kernel log: ACPI: PM: Failure in evaluating _TTS object",
                        "2  acpi      SYS_POWER_OFF  failed: acpi did not answer within its deadline, by its policy"
                                + " (deadline)",
                        "3  watchdog  SYS_POWER_OFF  ok");
    }

    private static Machine start(String name, Firmware firmware, Duration patience) {
        return Machine.start(KIT.system(), name, firmware, patience);
    }
}
