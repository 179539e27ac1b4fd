package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.InitResult;
import io.chainbus.kernel.module.ModuleCode;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.module.Parameter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The code of a livepatch module: its init enables its patch, and fails if that fails. */
public final class LivepatchModule implements ModuleCode {

    private final Livepatch livepatch;
    private final Function<ModuleInstance, Patch> patch;

    private LivepatchModule(Livepatch livepatch, Function<ModuleInstance, Patch> patch) {
        this.livepatch = livepatch;
        this.patch = patch;
    }

    /**
     * A livepatch module.
     *
     * @param textBytes its size
     * @param functions its own functions, the replacements
     * @param patch makes its patch when it is loaded; called once a load
     */
    public static ModuleDefinition define(
            Livepatch livepatch,
            FunctionTable functions,
            long textBytes,
            List<Parameter> parameters,
            Function<ModuleInstance, Patch> patch) {
        return new ModuleDefinition(
                functions,
                textBytes,
                List.of(),
                List.of(),
                ModuleDefinition.Exit.POSSIBLE,
                parameters,
                new LivepatchModule(livepatch, patch));
    }

    @Override
    public CompletionStage<InitResult> init(ModuleInstance self) {
        return CompletableFuture.completedFuture(livepatch
                .enable(patch.apply(self), self.pin())
                .map(InitResult::failed)
                .orElse(InitResult.ok()));
    }
}
