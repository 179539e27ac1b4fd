package io.chainbus.kernel.selftest;

import io.chainbus.kernel.module.InitResult;
import io.chainbus.kernel.module.ModuleCode;
import io.chainbus.kernel.module.ModuleInstance;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A module that says when its init and its exit run, and does nothing else. */
final class PrintingModule implements ModuleCode {

    @Override
    public CompletionStage<InitResult> init(ModuleInstance self) {
        self.log().line(self.name() + ": " + self.name() + "_init");
        return CompletableFuture.completedFuture(InitResult.ok());
    }

    @Override
    public CompletionStage<?> exit(ModuleInstance self) {
        self.log().line(self.name() + ": " + self.name() + "_exit");
        return CompletableFuture.completedFuture(self);
    }
}
