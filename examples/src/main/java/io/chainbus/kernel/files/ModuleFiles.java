package io.chainbus.kernel.files;

import io.chainbus.kernel.loader.LoadedModule;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.Parameters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code /sys/module}: a directory for each loaded module. */
record ModuleFiles(ModuleLoader loader) implements FileTree {

    private static final String FOLDER = "/sys/module/";
    private static final Pattern STATUS = Pattern.compile(FOLDER + "([^/]+)/(refcnt|initstate)");
    private static final Pattern PARAMETER = Pattern.compile(FOLDER + "([^/]+)/parameters/([^/]+)");

    @Override
    public Optional<VirtualFile> find(String path) {
        Matcher status = STATUS.matcher(path);
        if (status.matches()) {
            return loader.loaded(status.group(1)).map(module -> file(module, status.group(2)));
        }
        Matcher parameter = PARAMETER.matcher(path);
        if (parameter.matches()) {
            return loader.parameters(parameter.group(1))
                    .filter(parameters -> parameters.has(parameter.group(2)))
                    .map(parameters -> file(parameters, parameter.group(2)));
        }
        return Optional.empty();
    }

    private static VirtualFile file(LoadedModule module, String name) {
        return VirtualFile.readable(
                () -> name.equals("refcnt") ? Integer.toString(module.references()) : initState(module));
    }

    private static String initState(LoadedModule module) {
        return switch (module.state()) {
            case UNFORMED, COMING -> "coming";
            case LIVE -> "live";
            case GOING -> "going";
        };
    }

    private static VirtualFile file(Parameters parameters, String name) {
        return VirtualFile.of(
                () -> Integer.toString(parameters.get(name)),
                text -> parameters.set(name, text) == Parameters.Setting.SET
                        ? Optional.empty()
                        : Optional.of(Errno.EINVAL));
    }

    @Override
    public Stream<String> paths() {
        return loader.loaded().stream()
                .flatMap(module -> Stream.concat(
                        Stream.of(FOLDER + module.name() + "/initstate", FOLDER + module.name() + "/refcnt"),
                        module.parameters().stream()
                                .map(parameter -> FOLDER + module.name() + "/parameters/" + parameter)));
    }
}
