package io.chainbus.kernel.tree;

import java.util.List;

/**
 * One module of a tree, as its kernel package describes it. Names are normalised as kmod does ('-' is '_').
 *
 * @param depends the modules whose symbols it uses, in the file's order; all of them are in the tree
 * @param softdepPre modules that should be loaded before it where they exist; names of other kinds (aliases, a name with
 *     a {@code platform:} prefix) stand here as the file has them
 * @param ftraceSites call sites that ftrace would make a record for, those of the init text included
 * @param hasInit whether it has an init function
 * @param hasExit whether it has an exit function; with an init and without an exit it can never be unloaded
 * @param textBytes size of its text, 0 where the tree does not say
 */
public record TreeModule(
        String name,
        List<String> depends,
        List<String> softdepPre,
        int ftraceSites,
        boolean hasInit,
        boolean hasExit,
        long textBytes) {

    public TreeModule {
        depends = List.copyOf(depends);
        softdepPre = List.copyOf(softdepPre);
    }

    /** {@code name} with '-' as '_', which is how the kernel and kmod know a module. */
    public static String normalised(String name) {
        return name.replace('-', '_');
    }
}
