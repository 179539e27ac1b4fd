package io.chainbus.kernel.files;

import java.util.Optional;
import java.util.stream.Stream;

/** Some of the files. Which there are changes with what the kernel has loaded. */
interface FileTree {

    Optional<VirtualFile> find(String path);

    /** The paths of all files that there are now. */
    Stream<String> paths();
}
