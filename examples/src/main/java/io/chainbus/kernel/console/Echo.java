package io.chainbus.kernel.console;

import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code echo}. Whether a line ends is not seen here, so that {@code -n} changes nothing. */
final class Echo implements Tool {

    @Override
    public CompletionStage<Status> run(List<String> arguments, KernelLog out) {
        boolean option = !arguments.isEmpty() && arguments.get(0).equals("-n");
        out.line(String.join(" ", option ? arguments.subList(1, arguments.size()) : arguments));
        return Tool.ended(Status.DONE);
    }
}
