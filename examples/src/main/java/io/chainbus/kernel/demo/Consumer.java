package io.chainbus.kernel.demo;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A subscriber that accepts modules and lets them go, and keeps an account of its own, without the bus's help. A surprise
 * is a release or an undo of what it did not hold, or an event for what it holds already. The account may be read from
 * any thread.
 */
final class Consumer {

    private final String id;
    /** The modules that are its concern; empty for all. */
    private final Set<String> concerns;

    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final LongAdder surprises = new LongAdder();

    Consumer(String id, Set<String> concerns) {
        this.id = id;
        this.concerns = concerns;
    }

    static Consumer ofAll(String id) {
        return new Consumer(id, Set.of());
    }

    String id() {
        return id;
    }

    Subscriber.Builder<KernelModule> subscriber() {
        return Subscriber.named(id);
    }

    Verdict onEvent(Visit<KernelModule> visit) {
        String module = visit.key();
        boolean concern = concerns.isEmpty() || concerns.contains(module);
        if (visit.phase() == ModulePhase.COMING && concern) {
            expect(held.add(module));
            return Verdict.ok();
        }
        if (visit.phase() == ModulePhase.GOING) {
            expect(held.remove(module));
            return Verdict.ok();
        }
        return visit.phase() == ModulePhase.LIVE && concern ? Verdict.ok() : Verdict.done();
    }

    private void expect(boolean asExpected) {
        if (!asExpected) {
            surprises.increment();
        }
    }

    /** Those of the modules that it would hold if they were loaded. */
    Set<String> concernsAmong(Set<String> modules) {
        Set<String> among = new TreeSet<>(modules);
        if (!concerns.isEmpty()) {
            among.retainAll(concerns);
        }
        return among;
    }

    Set<String> held() {
        return new TreeSet<>(held);
    }

    long surprises() {
        return surprises.sum();
    }
}
