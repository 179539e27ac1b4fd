package io.chainbus.kernel.files;

import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.injection.ErrorInjection;
import io.chainbus.kernel.injection.Fault;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelNumbers;
import io.chainbus.kernel.module.ModuleState;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code /sys/kernel/debug/notifier-error-inject}, as in the kernel {@code CHAIN/actions/EVENT/error}, with the subscriber
 * behind the chain; and beside {@code error} a file {@code times}, which fault injection has elsewhere in the kernel.
 */
record InjectionFiles(ErrorInjection injection) implements FileTree {

    private static final String FOLDER = "/sys/kernel/debug/notifier-error-inject/" + Kernel.CHAIN + "/";
    private static final Pattern PATH = Pattern.compile(FOLDER + "([^/]+)/actions/MODULE_STATE_([A-Z]+)/(error|times)");

    @Override
    public Optional<VirtualFile> find(String path) {
        Matcher named = PATH.matcher(path);
        if (!named.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(ModuleState.values())
                .filter(state -> state.name().equals(named.group(2)))
                .findFirst()
                .flatMap(state -> injection.fault(named.group(1), state))
                .map(fault -> named.group(3).equals("error") ? error(fault) : times(fault));
    }

    private static VirtualFile error(Fault fault) {
        return VirtualFile.of(() -> Integer.toString(fault.error()), text -> {
            OptionalInt value = KernelNumbers.integer(text);
            value.ifPresent(fault::error);
            return value.isPresent() ? Optional.empty() : Optional.of(Errno.EINVAL);
        });
    }

    private static VirtualFile times(Fault fault) {
        return VirtualFile.of(() -> Integer.toString(fault.times()), text -> {
            OptionalInt value = KernelNumbers.integer(text);
            if (value.isEmpty() || value.getAsInt() < Fault.ALWAYS) {
                return Optional.of(Errno.EINVAL);
            }
            fault.times(value.getAsInt());
            return Optional.empty();
        });
    }

    @Override
    public Stream<String> paths() {
        return injection.subscribers().stream()
                .flatMap(subscriber -> Arrays.stream(ModuleState.values())
                        .map(state -> FOLDER + subscriber + "/actions/" + state.constant()))
                .flatMap(action -> Stream.of(action + "/error", action + "/times"));
    }
}
