package io.chainbus.kernel.console;

import io.chainbus.kernel.files.VirtualFiles;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code cat}. */
final class Cat implements Tool {

    private final Reading reading;

    Cat(VirtualFiles files, KernelLog errors) {
        this.reading = new Reading("cat", files, errors);
    }

    @Override
    public CompletionStage<Status> run(List<String> arguments, KernelLog out) {
        return Tool.ended(
                arguments.isEmpty()
                        ? reading.fail("expected a file")
                        : reading.each(
                                arguments, (path, content) -> content.lines().forEach(out::line)));
    }
}
