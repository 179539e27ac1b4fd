package io.chainbus.kernel.definition.file;

import io.chainbus.hocon.Findings;
import io.chainbus.hocon.HoconFile;
import io.chainbus.hocon.Section;
import io.chainbus.kernel.definition.DefinedLivepatch;
import io.chainbus.kernel.definition.DefinedModule;
import io.chainbus.kernel.definition.Definitions;
import io.chainbus.kernel.livepatch.ObjectPatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads modules and livepatches that a user has defined in HOCON; {@code docs/kernel.md} says how.
 *
 * <pre>{@code
 * modules = [
 *   {
 *     name = demo_store
 *     params { flush_secs = 5 }
 *     functions = [ { name = demo_store_flush, enters = "{module}: flushing for {flush_secs} s", seconds = flush_secs } ]
 *     workers = [ demo_store_flush ]
 *   }
 * ]
 * livepatches = [
 *   {
 *     name = demo_store_fix
 *     objects = [
 *       {
 *         name = demo_store
 *         functions = [ { name = demo_store_flush, enters = "{module}: flushed at once" } ]
 *         callbacks { pre_patch { returns = 0 }, post_unpatch {} }
 *       }
 *     ]
 *   }
 * ]
 * }</pre>
 */
public final class DefinitionFile {

    private static final List<String> FILE = List.of("modules", "livepatches");

    private final Section file;
    private final OtherModules others;
    private final Findings findings;

    /** Whatever the file defines, also where that is wrong: what else names it is no other mistake. */
    private final Set<String> defined = new HashSet<>();

    private record Named(String name, Section section) {}

    private DefinitionFile(Section file, OtherModules others, Findings findings) {
        this.file = file;
        this.others = others;
        this.findings = findings;
    }

    /**
     * What the file defines, in its order.
     *
     * @param others what there is beside it. Where a name is in both, the file's takes its place
     * @throws io.chainbus.input.InputRefused naming all that is wrong with it
     */
    public static Definitions read(Path file, OtherModules others) {
        return HoconFile.read(
                file,
                "a definition file",
                FILE,
                (whole, findings) -> new DefinitionFile(whole, others, findings).definitions());
    }

    private Definitions definitions() {
        List<Named> modules = named("modules", "a module", ModuleReader.FIELDS);
        List<Named> livepatches = named("livepatches", "a livepatch", LivepatchReader.FIELDS);
        if (!file.has("modules") && !file.has("livepatches")) {
            findings.add(file.at(), "expected a list of objects in 'modules' or 'livepatches', found no such field");
        }
        List<DefinedModule> readModules = modules.stream()
                .map(module -> new ModuleReader(module.section(), module.name(), findings).read(this::isThere))
                .toList();
        List<DefinedLivepatch> readLivepatches = livepatches.stream()
                .map(livepatch ->
                        new LivepatchReader(livepatch.section(), livepatch.name(), findings).read(this::isThere))
                .toList();
        checkCycles(modules, readModules);
        return new Definitions(readModules, readLivepatches);
    }

    private List<Named> named(String field, String what, List<String> fields) {
        List<Named> named = new ArrayList<>();
        for (Section section : file.sections(field, what, fields)) {
            String name = section.read("name", Names.MODULE, Names::module, "");
            if (!name.isEmpty() && !defined.add(name)) {
                findings.add(section.at("name"), "expected each module and livepatch once, found '" + name + "' again");
            }
            if (name.equals(ObjectPatch.VMLINUX)) {
                findings.add(section.at("name"), "expected another name than that of the kernel itself, vmlinux");
            }
            named.add(new Named(name, section));
        }
        return named;
    }

    private boolean isThere(String module) {
        return defined.contains(module) || others.has(module);
    }

    /** Each circle is told of once, at the first module of the file that is in it. */
    private void checkCycles(List<Named> modules, List<DefinedModule> read) {
        Map<String, List<String>> depends = new HashMap<>();
        read.forEach(module -> depends.put(module.name(), module.depends()));
        Set<String> told = new HashSet<>();
        for (Named module : modules) {
            if (told.contains(module.name())) {
                continue;
            }
            List<String> cycle =
                    DependencyCycle.through(module.name(), name -> depends.getOrDefault(name, others.depends(name)));
            if (!cycle.isEmpty()) {
                told.addAll(cycle);
                findings.add(
                        module.section().at("depends"),
                        "expected no module to need itself in 'depends', found " + String.join(" -> ", cycle));
            }
        }
    }
}
