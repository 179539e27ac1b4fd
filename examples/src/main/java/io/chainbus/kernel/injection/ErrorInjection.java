package io.chainbus.kernel.injection;

import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.subscriber.Handler;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The faults of all subscribers of the module chain. A subscriber whose fault strikes in a phase that acquires has acquired
 * nothing: the error comes instead of its work. In any other phase it has done its work all the same, and reports the error
 * behind it: else it would hold for ever what it should let go of, which no error of a notifier has ever meant. An undo is
 * a visit with the undo's phase, so that a fault in GOING strikes there too.
 *
 * <p>Thread-safe.
 */
public final class ErrorInjection {

    private final KernelLog log;
    private final Map<String, Map<ModuleState, Fault>> faults = new ConcurrentSkipListMap<>();

    public ErrorInjection(KernelLog log) {
        this.log = log;
    }

    /** A subscriber's handler as it is to be registered, so that it can be made to fail; without a fault yet. */
    public Handler<KernelModule> around(String subscriber, Handler<KernelModule> handler) {
        Map<ModuleState, Fault> own = faults.computeIfAbsent(subscriber, unused -> noFaults());
        return visit -> {
            ModuleState phase = ModuleState.announcedBy(visit.phase());
            Optional<Errno> error = Optional.ofNullable(own.get(phase)).flatMap(Fault::strike);
            return error.isEmpty() ? handler.onEvent(visit) : fail(subscriber, handler, visit, error.get());
        };
    }

    private static Map<ModuleState, Fault> noFaults() {
        Map<ModuleState, Fault> none = new EnumMap<>(ModuleState.class);
        for (ModuleState phase : ModuleState.values()) {
            none.put(phase, new Fault());
        }
        return none;
    }

    private Verdict fail(String subscriber, Handler<KernelModule> handler, Visit<KernelModule> visit, Errno error)
            throws Exception {
        String event = ModuleState.announcedBy(visit.phase()).constant();
        if (!visit.acquires()) {
            handler.onEvent(visit);
        }
        log.line("notifier-error-inject: " + subscriber + ": Injecting error (-" + error.number() + ") to " + event);
        return new KernelError(error, "error injected into " + subscriber + " at " + event);
    }

    /** Forgets a subscriber that has left. */
    public void forget(String subscriber) {
        faults.remove(subscriber);
    }

    /** Those that can be made to fail, sorted. */
    public List<String> subscribers() {
        return List.copyOf(faults.keySet());
    }

    /** A subscriber's fault in a phase; none where there is no such subscriber. */
    public Optional<Fault> fault(String subscriber, ModuleState phase) {
        return Optional.ofNullable(faults.get(subscriber)).map(own -> own.get(phase));
    }
}
