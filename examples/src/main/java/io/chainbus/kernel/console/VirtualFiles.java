package io.chainbus.kernel.console;

import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.livepatch.FunctionPatch;
import io.chainbus.kernel.livepatch.ObjectPatch;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.Parameters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files under {@code /proc} and {@code /sys} that the console can read and write. */
final class VirtualFiles {

    private static final Pattern ENABLED = Pattern.compile("/sys/kernel/livepatch/([^/]+)/enabled");
    private static final Pattern PARAMETER = Pattern.compile("/sys/module/([^/]+)/parameters/([^/]+)");
    private static final Pattern TRUE = Pattern.compile("[1yYtT].*|[oO][nN]");
    private static final Pattern FALSE = Pattern.compile("[0nNfF].*|[oO][fF]+");

    private final Kernel kernel;

    VirtualFiles(Kernel kernel) {
        this.kernel = kernel;
    }

    /** What a read gives, or nothing where there is no such file. */
    Optional<String> read(String path) {
        if (path.equals("/proc/cmdline")) {
            return Optional.of(kernel.livepatch()
                    .replacement(ObjectPatch.VMLINUX, "cmdline_proc_show")
                    .map(FunctionPatch::says)
                    .orElse(bootCommandLine()));
        }
        if (path.equals("/proc/chains")) {
            return Optional.of(Kernel.CHAIN + ":\n" + String.join("\n", Waiting.on(kernel.chain())));
        }
        Matcher enabled = ENABLED.matcher(path);
        if (enabled.matches()) {
            return kernel.livepatch().isEnabled(enabled.group(1)) ? Optional.of("1") : Optional.empty();
        }
        Matcher parameter = PARAMETER.matcher(path);
        if (parameter.matches()) {
            return parameters(parameter)
                    .map(parameters -> parameters.get(parameter.group(2)))
                    .map(String::valueOf);
        }
        return Optional.empty();
    }

    /** The error of a write, if it fails: {@code ENOENT} where there is no such file. */
    Optional<Errno> write(String path, String value) {
        Matcher enabled = ENABLED.matcher(path);
        if (enabled.matches()) {
            return writeEnabled(enabled.group(1), value);
        }
        Matcher parameter = PARAMETER.matcher(path);
        if (parameter.matches()) {
            return parameters(parameter)
                    .map(parameters -> parameters.set(parameter.group(2), value) == Parameters.Setting.SET
                            ? Optional.<Errno>empty()
                            : Optional.of(Errno.EINVAL))
                    .orElse(Optional.of(Errno.ENOENT));
        }
        return Optional.of(read(path).isPresent() ? Errno.EACCES : Errno.ENOENT);
    }

    private Optional<Errno> writeEnabled(String patch, String value) {
        if (!kernel.livepatch().isEnabled(patch)) {
            return Optional.of(Errno.ENOENT);
        }
        if (!TRUE.matcher(value).matches() && !FALSE.matcher(value).matches()) {
            return Optional.of(Errno.EINVAL);
        }
        return kernel.livepatch().write(patch, TRUE.matcher(value).matches());
    }

    private Optional<Parameters> parameters(Matcher path) {
        return kernel.loader().parameters(path.group(1)).filter(parameters -> parameters.has(path.group(2)));
    }

    private String bootCommandLine() {
        return "BOOT_IMAGE=/boot/vmlinuz-" + kernel.loader().catalog().version() + " root=/dev/vda1 ro";
    }
}
