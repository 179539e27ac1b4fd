package io.chainbus.kernel.loader;

import io.chainbus.kernel.loader.ModuleTable.Admission;
import io.chainbus.kernel.loader.ModuleTable.Departure;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Loads and unloads modules as Linux does (kernel/module/main.c, and kmod's modprobe and rmmod in front of it).
 *
 * <p>A load announces UNFORMED, then COMING; a refusal has been undone when it arrives here, and GOING is announced behind
 * it, which releases what UNFORMED had acquired. Then the parameters are set and the module's init runs; if either fails,
 * GOING is announced; else LIVE. An unload runs the module's exit, then announces GOING.
 *
 * <p>Safe to use from several threads at once, and none of its methods blocks. Two loads of one module at once are one:
 * the second waits and has the first one's result. A load waits for nothing but the module that it has come to, so loads
 * cannot wait for each other in a circle. A stage is completed on the thread on which the announcement was answered or
 * the module's code was done; it fails only when one of these threw, and then the module stays as it was, as after an
 * oops.
 */
public final class ModuleLoader {

    private final ModuleCatalog catalog;
    private final ModuleTable table = new ModuleTable();
    private final Lifecycle lifecycle;

    public ModuleLoader(ModuleCatalog catalog, Announcer announcer, KernelLog log) {
        this.catalog = catalog;
        this.lifecycle = new Lifecycle(table, announcer, log);
    }

    public ModuleCatalog catalog() {
        return catalog;
    }

    /**
     * Loads a module behind everything that it depends on. If one of these fails, the result is that one's; those
     * loaded before it stay.
     */
    public CompletionStage<LoadResult> modprobe(String name, Arguments arguments) {
        Optional<ModuleDefinition> found = catalog.find(name);
        if (found.isEmpty()) {
            return done(new LoadResult.NotFound(name));
        }
        ModuleDefinition wanted = found.get();
        if (table.isLive(wanted.name())) {
            return done(new LoadResult.AlreadyLive(wanted.name()));
        }
        ProbePlan plan = ProbePlan.of(wanted, catalog, table::isLive);
        return InTurn.until(
                        plan.steps().iterator(),
                        step -> insert(step, step.definition().equals(wanted) ? arguments : Arguments.none()),
                        attempt ->
                                attempt.step().required() && !attempt.result().success(),
                        new Attempt(new ProbePlan.Step(wanted, true), new LoadResult.NotFound(name)))
                .thenApply(Attempt::result);
    }

    private CompletionStage<Attempt> insert(ProbePlan.Step step, Arguments arguments) {
        Admission admission = table.admit(step.definition());
        if (admission instanceof Admission.Begin begin) {
            lifecycle.load(begin.entry(), arguments);
            return begin.entry().load.thenApply(result -> new Attempt(step, result));
        }
        if (admission instanceof Admission.Wait wait) {
            return wait.entry().load.thenApply(result -> new Attempt(step, result));
        }
        return done(new Attempt(step, ((Admission.Settled) admission).result()));
    }

    /** Unloads one module that nobody uses. */
    public CompletionStage<UnloadResult> rmmod(String name) {
        Departure departure = table.depart(name.replace('-', '_'));
        if (departure instanceof Departure.Begin begin) {
            return lifecycle.unload(begin.entry());
        }
        return done(((Departure.Settled) departure).result());
    }

    /**
     * Unloads a module and then, last loaded first, those of its dependencies that nobody uses any more ({@code modprobe
     * -r}). What becomes of these does not change the result, which is the module's own.
     */
    public CompletionStage<UnloadResult> remove(String name) {
        return rmmod(name).thenCompose(result -> {
            Optional<ModuleDefinition> module = catalog.find(name);
            if (!(result instanceof UnloadResult.Unloaded) || module.isEmpty()) {
                return done(result);
            }
            List<String> dependencies = new ArrayList<>(ProbePlan.dependenciesOf(module.get(), catalog));
            Collections.reverse(dependencies);
            return InTurn.until(dependencies.iterator(), this::rmmod, ended -> false, result)
                    .thenApply(last -> result);
        });
    }

    /** The loaded modules, newest first. */
    public List<LoadedModule> loaded() {
        return table.list();
    }

    /** A module that is loaded; none if it is not. */
    public Optional<LoadedModule> loaded(String name) {
        return table.find(name.replace('-', '_'));
    }

    /** The parameters of a module that is loaded. */
    public Optional<Parameters> parameters(String name) {
        return table.parameters(name.replace('-', '_'));
    }

    private static <R> CompletionStage<R> done(R result) {
        return CompletableFuture.completedFuture(result);
    }

    private record Attempt(ProbePlan.Step step, LoadResult result) {}
}
