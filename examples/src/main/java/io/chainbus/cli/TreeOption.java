package io.chainbus.cli;

import io.chainbus.kernel.tree.ModuleTree;
import io.chainbus.kernel.tree.ModuleTreeReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a module tree. */
final class TreeOption {

    @Option(
            names = "--modules",
            paramLabel = "FILE",
            description =
                    "A module tree: tab-separated with a header line, or depmod's modules.dep (default: Debian 12's"
                            + " 6.1 kernel for PCs, which comes along).")
    private @Nullable Path file;

    /** Reads the tree; refused with all that is wrong with it. */
    ModuleTree read() {
        Path given = file;
        return given == null ? ModuleTreeReader.embedded() : ModuleTreeReader.read(given);
    }
}
