package io.chainbus.examples.md;

import io.chainbus.subscriber.Handler;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.List;

/** A disk controller's driver: after its visit, whatever is still written is lost. */
final class DiskDriver implements Handler<String> {

    private final List<MdArray> arrays;

    DiskDriver(List<MdArray> arrays) {
        this.arrays = List.copyOf(arrays);
    }

    @Override
    public Verdict onEvent(Visit<String> visit) {
        List<String> writing =
                arrays.stream().filter(MdArray::writing).map(MdArray::name).toList();
        return writing.isEmpty()
                ? Verdict.ok()
                : Verdict.veto("switched off while " + String.join(", ", writing) + " was being written to");
    }
}
