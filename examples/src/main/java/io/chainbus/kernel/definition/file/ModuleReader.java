package io.chainbus.kernel.definition.file;

import io.chainbus.hocon.Findings;
import io.chainbus.hocon.Section;
import io.chainbus.kernel.definition.Amount;
import io.chainbus.kernel.definition.DefinedFunction;
import io.chainbus.kernel.definition.DefinedModule;
import io.chainbus.kernel.definition.DefinedModule.Behaviour;
import io.chainbus.kernel.definition.Text;
import io.chainbus.kernel.module.ModuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads what a file says of one module. */
final class ModuleReader {

    static final List<String> FIELDS =
            List.of("name", "depends", "params", "functions", "workers", "init", "exit", "text_bytes");

    private static final List<String> FUNCTION = List.of("name", "enters", "seconds", "leaves");
    private static final List<String> INIT = List.of("says", "returns");
    private static final List<String> EXIT = List.of("says");

    private final Section section;
    private final String name;
    private final Scope scope;
    private final Findings findings;

    ModuleReader(Section section, String name, Findings findings) {
        this.section = section;
        this.name = name;
        this.scope = Scope.of(section, findings);
        this.findings = findings;
    }

    /** @param known whether there is a module of that name, in this file or elsewhere */
    DefinedModule read(Predicate<String> known) {
        List<DefinedFunction> functions = functions();
        Behaviour usual = Behaviour.IDLE;
        Optional<Section> init = section.section("init", "an init", INIT);
        return new DefinedModule(
                name,
                depends(known),
                scope.textBytes(section),
                exits() ? ModuleDefinition.Exit.POSSIBLE : ModuleDefinition.Exit.NEVER,
                scope.parameters(),
                functions,
                new Behaviour(
                        init.map(said -> scope.line(said, "says", usual.initSays()))
                                .orElse(usual.initSays()),
                        init.map(said -> scope.result(said, "returns")).orElse(Amount.NONE),
                        workers(functions),
                        exitSays(usual.exitSays())));
    }

    /** {@code exit = none} is a module that has an init and no exit. */
    private boolean exits() {
        return !section.is("exit", "none");
    }

    private Text exitSays(Text usual) {
        if (!exits()) {
            return Text.NOTHING;
        }
        return section.section("exit", "an exit, or none", EXIT)
                .map(said -> scope.line(said, "says", usual))
                .orElse(usual);
    }

    private List<String> depends(Predicate<String> known) {
        List<String> depends = section.readAllOrNone("depends", Names.MODULE, Names::module);
        for (String module : depends) {
            if (!known.test(module)) {
                findings.add(
                        section.at("depends"),
                        "expected modules of the tree, of the self-tests or of this file in 'depends', found '" + module
                                + "'");
            }
        }
        return depends;
    }

    private List<DefinedFunction> functions() {
        List<DefinedFunction> functions = new ArrayList<>();
        for (Section one : section.sections("functions", "a function", FUNCTION)) {
            String function = one.read("name", Names.IDENTIFIER, Names::identifier, "");
            if (isTaken(function, functions)) {
                findings.add(
                        one.at("name"),
                        "expected functions of different names, none of them the module's init or exit, found '"
                                + function + "'");
            }
            functions.add(scope.function(one, function));
        }
        return functions;
    }

    private boolean isTaken(String function, List<DefinedFunction> functions) {
        return !function.isEmpty()
                && (functions.stream().anyMatch(other -> other.name().equals(function))
                        || function.equals(name + "_init")
                        || function.equals(name + "_exit"));
    }

    private List<String> workers(List<DefinedFunction> functions) {
        List<String> workers = section.readAllOrNone("workers", Names.IDENTIFIER, Names::identifier);
        for (String worker : workers) {
            if (functions.stream().noneMatch(function -> function.name().equals(worker))) {
                findings.add(
                        section.at("workers"),
                        "expected functions of this module in 'workers', found '" + worker + "'");
            }
        }
        return workers;
    }
}
