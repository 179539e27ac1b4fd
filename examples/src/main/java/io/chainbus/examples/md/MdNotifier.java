package io.chainbus.examples.md;

import io.chainbus.subscriber.AsyncHandler;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Stops all writes; Linux {@code md_notify_reboot}. */
final class MdNotifier implements AsyncHandler<String> {

    private final List<MdArray> arrays;
    private final Supplier<? extends CompletionStage<?>> settling;

    /**
     * @param settling gives a stage that is completed when the disks have had the time that they are given; asked for
     *     where there is any array, busy ones included
     */
    MdNotifier(List<MdArray> arrays, Supplier<? extends CompletionStage<?>> settling) {
        this.arrays = List.copyOf(arrays);
        this.settling = settling;
    }

    @Override
    public CompletionStage<Verdict> onEvent(Visit<String> visit) {
        if (arrays.isEmpty()) {
            return CompletableFuture.completedFuture(Verdict.done());
        }
        List<String> busy = arrays.stream()
                .filter(array -> !array.tryToQuiesce())
                .map(MdArray::name)
                .toList();
        Verdict verdict = busy.isEmpty()
                ? Verdict.ok()
                : Verdict.veto(String.join(", ", busy) + " is being changed, and was skipped");
        return settling.get().thenApply(settled -> verdict);
    }
}
