package io.chainbus.kernel.definition.file;

import io.chainbus.kernel.tree.ModuleTree;
import io.chainbus.kernel.tree.TreeModule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modules that a definition file may name without defining them: those of a tree, and others that come along. */
public final class OtherModules {

    private final ModuleTree tree;
    private final Set<String> more;

    private OtherModules(ModuleTree tree, Set<String> more) {
        this.tree = tree;
        this.more = more;
    }

    /** Those of a tree and, by their names, more of them, which depend on nothing. */
    public static OtherModules of(ModuleTree tree, Stream<String> more) {
        return new OtherModules(tree, more.collect(Collectors.toUnmodifiableSet()));
    }

    boolean has(String name) {
        return more.contains(name) || tree.find(name).isPresent();
    }

    List<String> depends(String name) {
        return more.contains(name)
                ? List.of()
                : tree.find(name).map(TreeModule::depends).orElse(List.of());
    }
}
