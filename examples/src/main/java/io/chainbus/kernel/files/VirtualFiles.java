package io.chainbus.kernel.files;

import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All virtual files of a kernel. To be used by a thread that is nobody's handler: {@code /proc/chains} waits for the chain's
 * answer.
 */
public final class VirtualFiles {

    /** Directories that are there without anything in them too. */
    private static final List<String> ALWAYS = List.of("/sys/kernel/livepatch/", "/sys/module/");

    private final List<FileTree> trees;

    /** @param log what is written to {@code /dev/kmsg} goes there */
    public VirtualFiles(Kernel kernel, KernelLog log) {
        this.trees = List.of(
                new FixedFiles(kernel, log),
                new LivepatchFiles(kernel.livepatch()),
                new ModuleFiles(kernel.loader()),
                new InjectionFiles(kernel.injection()));
    }

    /** The file of that absolute path, if there is one now. */
    public Optional<VirtualFile> find(String path) {
        return trees.stream().flatMap(tree -> tree.find(path).stream()).findFirst();
    }

    public boolean isDirectory(String path) {
        String folder = folder(path);
        return path.startsWith("/") && (folder.equals("/") || paths().anyMatch(file -> file.startsWith(folder)));
    }

    /** What is in a directory, sorted, with a slash behind directories; nothing where there is none. */
    public SortedSet<String> list(String path) {
        String folder = folder(path);
        SortedSet<String> names = new TreeSet<>();
        paths().filter(file -> file.startsWith(folder) && !file.equals(folder)).forEach(file -> {
            int end = file.indexOf('/', folder.length());
            names.add(end < 0 ? file.substring(folder.length()) : file.substring(folder.length(), end + 1));
        });
        return names;
    }

    private static String folder(String path) {
        return path.endsWith("/") ? path : path + "/";
    }

    private Stream<String> paths() {
        return Stream.concat(ALWAYS.stream(), trees.stream().flatMap(FileTree::paths));
    }
}
