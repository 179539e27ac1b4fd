package io.chainbus.examples.dmintegrity;

import io.chainbus.Chain;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.examples.Answer;
import io.chainbus.examples.reboot.RebootChain;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A device-mapper target that keeps a checksum of each sector, in bitmap mode: which regions have checksums that are not
 * up to date stands in a bitmap, and is written out now and then. Linux {@code struct dm_integrity_c}.
 *
 * <p>It is on the reboot chain from {@link #resume} to {@link #suspend}.
 */
final class IntegrityTarget {

    private final Chain<String> reboot;
    private final String name;

    /** Regions whose checksums are behind. What is left here when the machine goes has to be worked out again. */
    private final AtomicInteger dirtyRegions = new AtomicInteger();

    private volatile boolean synchronous;

    IntegrityTarget(Chain<String> reboot, String name) {
        this.reboot = reboot;
        this.name = name;
    }

    /** {@code dm_integrity_resume}: it takes requests, and wants to know when the machine goes. */
    void resume() {
        synchronous = false;
        Answer.toRegister(
                reboot,
                Subscriber.<String>named(name)
                        .priority(RebootChain.INT_MAX - 1) // behind md, before the drivers of hardware
                        .handler(this::onReboot));
    }

    /**
     * {@code dm_integrity_postsuspend}: it takes no more requests, and leaves nothing dirty behind.
     *
     * @return there when no handler of it runs, nor will any more; a walk that is under way is not waited for
     */
    CompletionStage<ChainProtocol.UnregisterReply> suspend() {
        return reboot.unregister(name).thenApply(left -> {
            dirtyRegions.set(0);
            return left;
        });
    }

    /** Writes a sector; its region is behind until the bitmap is flushed, or at once where that is synchronous. */
    void write() {
        if (!synchronous) {
            dirtyRegions.incrementAndGet();
        }
    }

    /** {@code dm_integrity_enter_synchronous_mode}. */
    private Verdict onReboot(Visit<String> visit) {
        synchronous = true;
        dirtyRegions.set(0);
        return Verdict.ok();
    }

    int dirtyRegions() {
        return dirtyRegions.get();
    }
}
