package io.chainbus.kernel.console;

import io.chainbus.kernel.files.VirtualFiles;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code ls}: one name a line, with a slash behind a directory's, as with {@code -p}. */
final class Ls implements Tool {

    private final VirtualFiles files;
    private final KernelLog errors;

    Ls(VirtualFiles files, KernelLog errors) {
        this.files = files;
        this.errors = errors;
    }

    @Override
    public CompletionStage<Status> run(List<String> arguments, KernelLog out) {
        Status status = Status.DONE;
        for (String path : arguments.isEmpty() ? List.of("/") : arguments) {
            if (files.isDirectory(path)) {
                files.list(path).forEach(out::line);
            } else if (files.find(path).isPresent()) {
                out.line(path);
            } else {
                errors.line("ls: cannot access '" + path + "': " + Errno.ENOENT.text());
                status = Status.FAILED;
            }
        }
        return Tool.ended(status);
    }
}
