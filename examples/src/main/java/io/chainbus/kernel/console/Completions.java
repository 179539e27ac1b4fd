package io.chainbus.kernel.console;

import io.chainbus.kernel.files.VirtualFiles;
import io.chainbus.kernel.loader.LoadedModule;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.module.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can stand at the cursor in an unfinished line: programs, modules (those that there are to load, or those that are
 * loaded), parameters, settings and paths.
 */
public final class Completions {

    /**
     * One of them, for the whole word at the cursor.
     *
     * @param complete whether the word ends with it; a directory goes on, and so does a parameter with its value
     */
    public record Completion(String word, boolean complete) {

        /** What of it a list has to show: of a path the last part. */
        public String shown() {
            int end = word.endsWith("/") ? word.length() - 1 : word.length();
            return word.substring(word.lastIndexOf('/', end - 1) + 1);
        }
    }

    private static final String REDIRECT = ">";

    private final Tools tools;
    private final ModuleLoader loader;
    private final VirtualFiles files;

    Completions(Tools tools, VirtualFiles files) {
        this.tools = tools;
        this.loader = tools.loader();
        this.files = files;
    }

    /**
     * Those that begin as the word does.
     *
     * @param before the words before the one at the cursor
     * @param word that one, as far as the cursor; empty if none has begun
     */
    public List<Completion> at(List<String> before, String word) {
        return candidates(before, word)
                .filter(completion -> completion.word().startsWith(word))
                .toList();
    }

    private Stream<Completion> candidates(List<String> before, String word) {
        if (before.isEmpty()) {
            return whole(tools.names());
        }
        if (word.startsWith(REDIRECT)) {
            return paths(word.substring(REDIRECT.length()))
                    .map(path -> new Completion(REDIRECT + path.word(), path.complete()));
        }
        if (before.get(before.size() - 1).startsWith(REDIRECT)) {
            return paths(word);
        }
        return switch (before.get(0)) {
            case "modprobe" -> modprobe(before);
            case "rmmod" -> loaded();
            case "cat", "ls", "grep" -> paths(word);
            case "sysctl" -> settings();
            default -> Stream.of();
        };
    }

    private Stream<Completion> modprobe(List<String> before) {
        List<String> names = before.stream()
                .skip(1)
                .filter(argument -> !argument.startsWith("-"))
                .toList();
        if (before.contains("-r") || before.contains("--remove")) {
            return loaded();
        }
        if (!names.isEmpty()) {
            return loader.catalog().find(names.get(0)).stream()
                    .flatMap(module -> module.parameters().stream())
                    .map(Parameter::name)
                    .map(name -> new Completion(name + "=", false));
        }
        return Stream.concat(
                whole(List.of("-r", "--first-time")), whole(loader.catalog().names()));
    }

    private Stream<Completion> loaded() {
        return whole(loader.loaded().stream().map(LoadedModule::name).toList());
    }

    private Stream<Completion> settings() {
        return files.list("/proc/sys/kernel").stream().map(name -> new Completion("kernel." + name + "=", false));
    }

    private Stream<Completion> paths(String word) {
        String folder = word.substring(0, word.lastIndexOf('/') + 1);
        return files.list(folder).stream()
                .map(name -> new Completion((folder.isEmpty() ? "/" : folder) + name, !name.endsWith("/")));
    }

    private static Stream<Completion> whole(Collection<String> words) {
        return words.stream().map(word -> new Completion(word, true));
    }
}
