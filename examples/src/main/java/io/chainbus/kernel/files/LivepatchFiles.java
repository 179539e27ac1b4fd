package io.chainbus.kernel.files;

import io.chainbus.kernel.livepatch.Livepatch;
import io.chainbus.kernel.livepatch.PatchStatus;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelNumbers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code /sys/kernel/livepatch}: a directory for each patch in force. */
record LivepatchFiles(Livepatch livepatch) implements FileTree {

    private static final String FOLDER = "/sys/kernel/livepatch/";
    private static final Pattern PATH = Pattern.compile(FOLDER + "([^/]+)/(enabled|transition)");

    @Override
    public Optional<VirtualFile> find(String path) {
        Matcher named = PATH.matcher(path);
        return named.matches()
                ? livepatch.status(named.group(1)).map(status -> file(status, named.group(2)))
                : Optional.empty();
    }

    private VirtualFile file(PatchStatus status, String name) {
        return name.equals("enabled")
                ? VirtualFile.of(() -> digit(status.enabled()), text -> enable(status.name(), text))
                : VirtualFile.readable(() -> digit(status.inTransition()));
    }

    private Optional<Errno> enable(String patch, String text) {
        return KernelNumbers.truth(text)
                .map(enabled -> livepatch.write(patch, enabled))
                .orElse(Optional.of(Errno.EINVAL));
    }

    private static String digit(boolean value) {
        return value ? "1" : "0";
    }

    @Override
    public Stream<String> paths() {
        return livepatch.inForce().stream()
                .map(PatchStatus::name)
                .flatMap(name -> Stream.of(FOLDER + name + "/enabled", FOLDER + name + "/transition"));
    }
}
