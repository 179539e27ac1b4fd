package io.chainbus.load.drive;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says to a run that it is to end early. Any thread may; once said it stays so. */
public final class Stop {

    private final CountDownLatch asked = new CountDownLatch(1);

    /** End now: what was published is still waited for. */
    public void now() {
        asked.countDown();
    }

    /** Whether it was said. */
    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits for so long, or until it is said. */
    void await(long nanos) {
        try {
            if (asked.await(Math.max(0, nanos), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            now();
        }
    }
}
