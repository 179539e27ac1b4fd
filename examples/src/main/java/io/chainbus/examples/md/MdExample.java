package io.chainbus.examples.md;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import io.chainbus.examples.Answer;
import io.chainbus.examples.Example;
import io.chainbus.examples.FromOne;
import io.chainbus.examples.ReceiptText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Storage that is quiet before any device is shut down: software RAID's part in a shutdown, from Linux {@code
 * drivers/md/md.c}.
 *
 * <pre>
 *   SYS_RESTART ──►  md  ◄─►  nvme
 *                 INT_MAX       0
 * </pre>
 *
 * <p><b>What it does there.</b> {@code md_init} registers {@code md_notifier} on the reboot chain with priority {@code
 * INT_MAX}, and its comment says why: before any real devices. {@code md_notify_reboot} goes through all arrays. One
 * whose lock it gets by {@code mddev_trylock} has its writes stopped ({@code __md_stop_writes}) and is marked clean as
 * soon as that is possible ({@code safemode = 2}); one that somebody is changing is skipped, since that somebody may
 * never let go of it any more. If there is any array at all, it sleeps for a second then, because certain exotic SCSI
 * devices are known to lose what they are told right before a reset. It returns {@code NOTIFY_DONE}.
 *
 * <p><b>What it relies on.</b> That nobody comes before it who takes a disk away, which is what {@code INT_MAX} is for;
 * and that nobody is visited while it waits: a notifier chain calls one after the other, so its second is a second of
 * everybody's.
 *
 * <p><b>The same here.</b> The place, the arrays skipped and not waited for, and the second, which delays all who come
 * after it. The handler answers later instead of sleeping, so no thread is held meanwhile.
 *
 * <p><b>Better here.</b> The receipt says what a kernel's caller never learns. That md took a second: the chain is
 * {@linkplain io.chainbus.ChainSpec#timed() timed}. And that an array was skipped: in a notification nothing can be
 * vetoed, so md may answer with what went wrong, and the walk goes on. The disk's driver, which finds the array still
 * being written to, says so too. A second is not much of a delay; one that is longer than what md was given, by its
 * {@code deadline}, would be ended by the bus.
 */
@Command(
        name = "md",
        description = "Storage is quiet before any device goes; a busy array is skipped (drivers/md/md.c).",
        footerHeading = "%nExample:%n",
        footer = "  chainbus example md --delay 20")
@SuppressWarnings("FieldMayBeFinal") // picocli sets it
public final class MdExample implements Example {

    @Option(
            names = "--delay",
            paramLabel = "MS",
            converter = FromOne.class,
            description = "How many milliseconds the disks are given (default: ${DEFAULT-VALUE}, as in the kernel).")
    private int delay = 1000;

    @Override
    public void run(ActorSystem<?> system, PrintWriter out) {
        show(system, out, "No arrays, nothing to wait for", List.of());
        show(
                system,
                out,
                "One array that runs, and one that was never started",
                List.of(MdArray.running("md0"), MdArray.inactive("md127")));
        MdArray busy = MdArray.running("md1");
        busy.beginChange();
        show(system, out, "Two arrays that run, and md1 is just being grown", List.of(MdArray.running("md0"), busy));
        busy.endChange();
        out.println(
                "In a kernel that line about md1 does not exist: md_notify_reboot returns NOTIFY_DONE, whatever it");
        out.println("had to skip, and the chain's caller does not look.");
    }

    private void show(ActorSystem<?> system, PrintWriter out, String title, List<MdArray> arrays) {
        Duration settle = Duration.ofMillis(delay);
        Machine machine = Machine.start(
                system,
                "reboot, " + title,
                arrays,
                () -> Patterns.after(settle, system, () -> CompletableFuture.completedFuture(Done.done())),
                settle.plusSeconds(30));
        out.println(title + ":");
        ReceiptText.of(Answer.of(machine.restart())).forEach(line -> out.println("  " + line));
        arrays.forEach(array ->
                out.println("  " + array.name() + (array.writing() ? " is still being written to" : " is quiet")));
        out.println();
    }
}
