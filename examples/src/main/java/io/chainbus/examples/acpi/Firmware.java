package io.chainbus.examples.acpi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A machine's firmware, as far as it matters here: its optional method {@code \_TTS}, "transition to state". */
@FunctionalInterface
interface Firmware {

    /**
     * Evaluates {@code \_TTS}.
     *
     * @param sleepState 5 for {@code ACPI_STATE_S5}, switched off
     * @return its status; firmware may never give one
     */
    CompletionStage<AcpiStatus> evaluateTts(int sleepState);

    /** Firmware that answers at once, and always that. */
    static Firmware that(AcpiStatus status) {
        return sleepState -> CompletableFuture.completedFuture(status);
    }
}
