package io.chainbus.kernel.definition;

import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.InitResult;
import io.chainbus.kernel.module.ModuleCode;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.task.Site;
import io.chainbus.kernel.task.Tasks;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The code of a defined module. */
final class DefinedCode implements ModuleCode {

    private final DefinedModule module;
    private final List<DefinedFunction> workers;
    private final Tasks tasks;
    /** Done when all workers have returned. A module is loaded once at a time, and its exit runs behind its init. */
    private volatile CompletableFuture<?> working = CompletableFuture.completedFuture("nothing");

    DefinedCode(DefinedModule module, Tasks tasks) {
        this.module = module;
        this.workers =
                module.behaviour().workers().stream().map(module::function).toList();
        this.tasks = tasks;
    }

    @Override
    public CompletionStage<InitResult> init(ModuleInstance self) {
        print(module.behaviour().initSays(), self);
        int value = module.behaviour().initReturns().of(self.parameters());
        if (value != 0) {
            return CompletableFuture.completedFuture(InitResult.failed(Errno.returned(value)));
        }
        working = CompletableFuture.allOf(workers.stream()
                .map(worker -> tasks.start(new Site(self.name(), worker.name()), worker.in(self)))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new));
        return CompletableFuture.completedFuture(InitResult.ok());
    }

    @Override
    public CompletionStage<?> exit(ModuleInstance self) {
        return working.thenRun(() -> print(module.behaviour().exitSays(), self));
    }

    private static void print(Text text, ModuleInstance self) {
        String line = text.of(self);
        if (!line.isEmpty()) {
            self.log().line(line);
        }
    }
}
