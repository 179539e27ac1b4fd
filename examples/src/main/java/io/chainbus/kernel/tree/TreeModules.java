package io.chainbus.kernel.tree;

import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.module.ModuleCode;
import io.chainbus.kernel.module.ModuleDefinition;
import java.util.List;

/** A tree's modules as something that can be loaded. Their code is silent: a tree does not tell what they do. */
public final class TreeModules {

    private TreeModules() {}

    public static ModuleCatalog catalog(ModuleTree tree) {
        return ModuleCatalog.of(
                tree.version(),
                tree.modules().stream().map(TreeModules::definition).toList());
    }

    static ModuleDefinition definition(TreeModule module) {
        FunctionTable functions = FunctionTable.ofSites(module.name(), module.ftraceSites(), module.hasInit());
        return new ModuleDefinition(
                functions,
                module.textBytes(),
                module.depends(),
                module.softdepPre(),
                ModuleDefinition.Exit.of(module.hasInit(), module.hasExit()),
                List.of(),
                ModuleCode.SILENT);
    }
}
