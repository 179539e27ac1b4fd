package io.chainbus.kernel.module;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a module does when it is loaded and unloaded. Called on whatever thread the loader is on at that moment, never
 * while the loader holds a lock, and never twice at once for one module; it must not block, but may answer later.
 */
public interface ModuleCode {

    /** Code that does nothing that this model can see: the modules of a tree. */
    ModuleCode SILENT = new ModuleCode() {};

    /** Runs behind the COMING walk and before the LIVE walk; if it fails, the module goes. */
    default CompletionStage<InitResult> init(ModuleInstance self) {
        return CompletableFuture.completedFuture(InitResult.ok());
    }

    /** Runs before the GOING walk; done when the stage is, whatever its value. */
    default CompletionStage<?> exit(ModuleInstance self) {
        return CompletableFuture.completedFuture(self);
    }
}
