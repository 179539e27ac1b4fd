package io.chainbus.examples.acpi;

import akka.actor.typed.ActorSystem;
import io.chainbus.examples.Example;
import io.chainbus.examples.ReceiptText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/**
 * A listener that does what it can and must not be in the way: ACPI's part in a shutdown, from Linux {@code
 * drivers/acpi/sleep.c}.
 *
 * <pre>
 *   SYS_POWER_OFF ──►  storage  ◄─►  acpi  ◄─►  watchdog
 *                      INT_MAX        0            0
 * </pre>
 *
 * <p><b>What it does there.</b> The firmware may have a method {@code \_TTS}, by which it is told that the system is
 * about to leave its working state. For a shutdown nothing else would call it, so {@code acpi_sleep_init} registers
 * {@code tts_notifier} on the reboot chain, with priority 0. {@code tts_notify_reboot} evaluates the method for S5 and
 * returns {@code NOTIFY_DONE}, whatever came of it: firmware that has no such method ({@code AE_NOT_FOUND}) is normal,
 * and any other failure is a line in the kernel's log, {@code Failure in evaluating _TTS object}.
 *
 * <p><b>What it relies on.</b> That storage is quiet by then, which its priority says; and that nobody minds its failure.
 * The kernel does not look at what its reboot chain returns ({@code kernel/reboot.c}), but the chain itself does: with
 * {@code NOTIFY_BAD} the walk would end there and the watchdog would not hear that the system goes down. That every
 * handler returns {@code NOTIFY_DONE} is what keeps that from happening, and nothing checks it.
 *
 * <p><b>The same here.</b> The order, the log line, and that the shutdown goes on.
 *
 * <p><b>Better here.</b> The phase is a notification, in which nothing can be vetoed: the handler may say what is wrong,
 * and it stands in the receipt as a failure, but it cannot end the walk, whatever it returns. And firmware that never
 * comes back costs one deadline (which is logged as a warning). In a kernel it takes the shutdown along.
 *
 * <p>Four machines are shut down, each with other firmware.
 */
@Command(
        name = "acpi",
        description =
                "A best-effort listener: its failure is told and never blocks the shutdown (drivers/acpi/sleep.c).",
        footerHeading = "%nExample:%n",
        footer = "  chainbus example acpi")
public final class AcpiExample implements Example {

    /** Enough for any firmware that answers. */
    private static final Duration PATIENT = Duration.ofMinutes(1);

    @Override
    public void run(ActorSystem<?> system, PrintWriter out) {
        show(system, out, "Firmware without _TTS", Firmware.that(AcpiStatus.AE_NOT_FOUND), PATIENT);
        show(system, out, "Firmware with _TTS", Firmware.that(AcpiStatus.AE_OK), PATIENT);
        show(system, out, "Firmware whose _TTS fails", Firmware.that(AcpiStatus.AE_AML_OPERAND_TYPE), PATIENT);
        CompletableFuture<AcpiStatus> never = new CompletableFuture<>();
        show(system, out, "Firmware whose _TTS never comes back", sleepState -> never, Duration.ofMillis(100));
        out.println("The watchdog heard of each shutdown. With one return value for 'I failed' and 'stop here', as a");
        out.println("notifier chain has, that would rest on the listener's never saying that it failed.");
    }

    private static void show(
            ActorSystem<?> system, PrintWriter out, String title, Firmware firmware, Duration patience) {
        Machine machine = Machine.start(system, "reboot, " + title, firmware, patience);
        out.println(title + ":");
        ReceiptText.of(machine.powerOff()).forEach(line -> out.println("  " + line));
        machine.kernelLog().forEach(line -> out.println("  kernel log: " + line));
        out.println();
    }
}
