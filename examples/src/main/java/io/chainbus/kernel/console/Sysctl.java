package io.chainbus.kernel.console;

import io.chainbus.kernel.files.VirtualFile;
import io.chainbus.kernel.files.VirtualFiles;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** procps's {@code sysctl}: settings are files below {@code /proc/sys}. */
final class Sysctl implements Tool {

    private static final String FOLDER = "/proc/sys/";
    private static final String WRITE = "-w";

    private final VirtualFiles files;
    private final KernelLog errors;

    Sysctl(VirtualFiles files, KernelLog errors) {
        this.files = files;
        this.errors = errors;
    }

    @Override
    public CompletionStage<Status> run(List<String> arguments, KernelLog out) {
        List<String> settings =
                arguments.stream().filter(argument -> !argument.equals(WRITE)).toList();
        if (settings.isEmpty()) {
            return Tool.ended(fail("no variables specified"));
        }
        return Tool.ended(settings.stream().map(setting -> handle(setting, out)).reduce(Status.DONE, Status::and));
    }

    private Status handle(String setting, KernelLog out) {
        int equals = setting.indexOf('=');
        String key = (equals < 0 ? setting : setting.substring(0, equals)).strip();
        String path = FOLDER + key.replace('.', '/');
        Optional<VirtualFile> file = files.find(path);
        if (file.isEmpty()) {
            return fail("cannot stat " + path + ": " + Errno.ENOENT.text());
        }
        String value =
                equals < 0 ? file.get().read() : setting.substring(equals + 1).strip();
        Optional<Errno> error = equals < 0 ? Optional.empty() : file.get().write(value);
        if (error.isPresent()) {
            return fail("setting key \"" + key + "\": " + error.get().text());
        }
        out.line(key + " = " + value);
        return Status.DONE;
    }

    private Status fail(String what) {
        errors.line("sysctl: " + what);
        return Status.FAILED;
    }
}
