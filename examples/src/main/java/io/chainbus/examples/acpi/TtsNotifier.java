package io.chainbus.examples.acpi;

import io.chainbus.subscriber.AsyncHandler;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Tells the firmware where the system is going; Linux {@code tts_notify_reboot}. */
final class TtsNotifier implements AsyncHandler<String> {

    private static final int ACPI_STATE_S5 = 5;

    private final Firmware firmware;
    private final Consumer<String> kernelLog;

    /** @param kernelLog called by the chain's threads, for one line at a time */
    TtsNotifier(Firmware firmware, Consumer<String> kernelLog) {
        this.firmware = firmware;
        this.kernelLog = kernelLog;
    }

    @Override
    public CompletionStage<Verdict> onEvent(Visit<String> visit) {
        return firmware.evaluateTts(ACPI_STATE_S5).thenApply(this::verdict);
    }

    private Verdict verdict(AcpiStatus status) {
        return switch (status) {
            case AE_OK -> Verdict.ok();
            case AE_NOT_FOUND -> Verdict.done();
            case AE_AML_OPERAND_TYPE -> {
                kernelLog.accept("ACPI: PM: Failure in evaluating _TTS object");
                // Nothing can be vetoed here: this is how one says that it failed, and the walk goes on.
                yield Verdict.veto("_TTS: " + status);
            }
        };
    }
}
