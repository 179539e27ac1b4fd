package io.chainbus.cli;

import io.chainbus.kernel.definition.Definitions;
import io.chainbus.kernel.definition.file.DefinitionFile;
import io.chainbus.kernel.definition.file.OtherModules;
import io.chainbus.kernel.tree.ModuleTree;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a file with modules and livepatches of the user's own. */
final class DefineOption {

    @Option(
            names = "--define",
            paramLabel = "FILE",
            description = "Modules and livepatches of your own, in HOCON: docs/kernel.md says how.")
    private @Nullable Path file;

    /** Reads them; refused with all that is wrong. They may name the tree's modules and those that come along. */
    Definitions read(ModuleTree tree) {
        Path given = file;
        return given == null
                ? Definitions.NONE
                : DefinitionFile.read(given, OtherModules.of(tree, KernelModules.comeAlong()));
    }
}
