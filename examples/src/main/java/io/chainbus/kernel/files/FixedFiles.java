package io.chainbus.kernel.files;

import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.livepatch.ObjectPatch;
import io.chainbus.kernel.loader.LoadedModule;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.KernelNumbers;
import io.chainbus.kernel.task.FunctionCode;
import io.chainbus.kernel.task.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that are always there. */
final class FixedFiles implements FileTree {

    /** As of a small virtual machine; nothing here changes it. */
    private static final String MEMINFO = """
            MemTotal:        2030860 kB
            MemFree:         1718244 kB
            MemAvailable:    1803356 kB""";

    private final Kernel kernel;
    private final Map<String, VirtualFile> files;

    FixedFiles(Kernel kernel, KernelLog log) {
        this.kernel = kernel;
        this.files = Map.of(
                "/proc/cmdline", VirtualFile.readable(() -> shown("cmdline_proc_show", bootCommandLine())),
                "/proc/meminfo", VirtualFile.readable(() -> shown("meminfo_proc_show", MEMINFO)),
                "/proc/modules", VirtualFile.readable(this::modules),
                "/proc/chains", VirtualFile.readable(this::chains),
                "/proc/sys/kernel/ftrace_enabled", VirtualFile.of(this::ftraceEnabled, this::setFtraceEnabled),
                "/dev/kmsg", VirtualFile.of(() -> "", text -> log(log, text)),
                "/dev/null", VirtualFile.of(() -> "", text -> Optional.empty()));
    }

    @Override
    public Optional<VirtualFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public Stream<String> paths() {
        return files.keySet().stream();
    }

    /** The kernel's function is called, in whatever version it has. */
    private String shown(String function, String original) {
        return kernel.tasks().call(new Site(ObjectPatch.VMLINUX, function), FunctionCode.saying(original));
    }

    private String bootCommandLine() {
        return "BOOT_IMAGE=/boot/vmlinuz-" + kernel.loader().catalog().version() + " root=/dev/vda1 ro";
    }

    private String modules() {
        return kernel.loader().loaded().stream().map(FixedFiles::line).collect(Collectors.joining("\n"));
    }

    private static String line(LoadedModule module) {
        String users = module.usedBy().isEmpty() ? "-" : String.join(",", module.usedBy()) + ",";
        String state = switch (module.state()) {
            case UNFORMED, COMING -> "Loading";
            case LIVE -> "Live";
            case GOING -> "Unloading";
        };
        return String.format(
                "%s %d %d %s %s 0x%016x", module.name(), module.size(), module.references(), users, state, 0);
    }

    private String chains() {
        List<String> lines = kernel.chain().toCompletableFuture().join();
        return Kernel.CHAIN + ":" + lines.stream().map(line -> "\n" + line).collect(Collectors.joining());
    }

    private String ftraceEnabled() {
        return kernel.ftrace().enabled() ? "1" : "0";
    }

    private Optional<Errno> setFtraceEnabled(String text) {
        OptionalInt value = KernelNumbers.integer(text);
        if (value.isEmpty() || value.getAsInt() < 0 || value.getAsInt() > 1) {
            return Optional.of(Errno.EINVAL);
        }
        return kernel.ftrace().setEnabled(value.getAsInt() == 1) ? Optional.empty() : Optional.of(Errno.EBUSY);
    }

    private static Optional<Errno> log(KernelLog log, String text) {
        text.lines().forEach(log::line);
        return Optional.empty();
    }
}
