package io.chainbus.architecture.offences;

import com.typesafe.config.Config;
import io.chainbus.kernel.ftrace.Violation;
import io.chainbus.kernel.livepatch.Livepatch;
import io.chainbus.kernel.module.KernelModule;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** One class an offence. */
@SuppressWarnings("unused")
public final class Offences {

    private Offences() {}

    public static final class OfAQueue {
        final Object queue = new ConcurrentLinkedQueue<String>();
    }

    public static final class OfAThread {
        final String name = Thread.currentThread().getName();
    }

    public static final class OfAWait {
        void wake() {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    public static final class OfALock {
        synchronized void enter() {}
    }

    public static final class OfAVolatile {
        private volatile int shared;
    }

    public static final class OfAClock {
        final long at = System.nanoTime();
    }

    public static final class OfAClockReference {
        final LongSupplier clock = System::currentTimeMillis;
    }

    public static final class OfNow {
        final Instant at = Instant.now();
    }

    public static final class OfChance {
        final Random random = new Random();
    }

    public static final class WithASeed {
        final Random random = new Random(1);
    }

    public static final class OfPrinting {
        void print() {
            System.out.println();
        }
    }

    public static final class OfPrintingATrace {
        void print(Exception e) {
            e.printStackTrace();
        }
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static final class OfAnOptional {
        final Optional<String> maybe = Optional.empty();
    }

    public static final class OfALibrary {
        void read(Config config) {
            config.isEmpty();
        }
    }

    /** A loader that calls a consumer by hand. */
    public static final class OfAConsumer {
        boolean ready(Livepatch livepatch) {
            return livepatch.inTransition();
        }
    }

    /** A loader that goes by what a consumer has found. */
    public static final class OfAConsumersAnswer {
        final Violation.Kind worst = Violation.Kind.RELEASED_WITH_HOOK;
    }

    public static final class WithAModule {
        String name(KernelModule module) {
            return module.name();
        }
    }
}
