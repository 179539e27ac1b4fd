package io.chainbus.kernel.console;

import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.task.VirtualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** {@code sleep}: time passes, in the kernel and not for the user. */
final class Sleep implements Tool {

    /** Seconds, down to nanoseconds, and up to three hundred centuries. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{0,9})?|\\.\\d{1,9}");

    private static final int NANOSECONDS = 9;

    private final VirtualClock clock;
    private final KernelLog errors;

    Sleep(VirtualClock clock, KernelLog errors) {
        this.clock = clock;
        this.errors = errors;
    }

    @Override
    public CompletionStage<Status> run(List<String> arguments, KernelLog out) {
        if (arguments.isEmpty()) {
            return fail("missing operand");
        }
        Duration time = Duration.ZERO;
        for (String argument : arguments) {
            if (!SECONDS.matcher(argument).matches()) {
                return fail("invalid time interval '" + argument + "'");
            }
            BigDecimal seconds = new BigDecimal(argument);
            time = time.plusSeconds(seconds.longValue())
                    .plusNanos(seconds.remainder(BigDecimal.ONE)
                            .movePointRight(NANOSECONDS)
                            .longValue());
        }
        CompletableFuture<Status> over = new CompletableFuture<>();
        clock.after(time, () -> over.complete(Status.DONE));
        return over;
    }

    private CompletionStage<Status> fail(String what) {
        errors.line("sleep: " + what);
        return Tool.ended(Status.FAILED);
    }
}
