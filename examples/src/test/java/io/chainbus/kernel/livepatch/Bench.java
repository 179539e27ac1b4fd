package io.chainbus.kernel.livepatch;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.ftrace.Ftrace;
import io.chainbus.kernel.ftrace.FtraceSubscriber;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.kernel.task.Course;
import io.chainbus.kernel.task.FunctionCode;
import io.chainbus.kernel.task.Site;
import io.chainbus.kernel.task.Tasks;
import io.chainbus.kernel.task.VirtualClock;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Livepatch without a bus: the visits are made here, ftrace's before livepatch's up, and after it down. */
final class Bench {

    /** A module's state as callbacks print it. */
    static final String COMING = " t -> [MODULE_STATE_COMING] Full formed, running module_init";

    static final String LIVE = " t -> [MODULE_STATE_LIVE] Normal state";
    static final String GOING = " t -> [MODULE_STATE_GOING] Going away";

    final List<String> log = new ArrayList<>();
    final VirtualClock clock = new VirtualClock();
    final CountingPin pin = new CountingPin();
    final Ftrace ftrace;
    final Tasks tasks;
    final Livepatch livepatch;
    final FtraceSubscriber first;
    final LivepatchSubscriber second;

    Bench() {
        this(new FunctionTable("vmlinux", List.of("show"), 0, false));
    }

    Bench(FunctionTable vmlinux) {
        ftrace = new Ftrace(vmlinux, log::add);
        tasks = new Tasks(clock, ftrace, log::add);
        livepatch = new Livepatch(ftrace, tasks, vmlinux, log::add);
        first = new FtraceSubscriber(ftrace);
        second = new LivepatchSubscriber(livepatch);
    }

    /** A module with the functions t+0, t+1 and t+2. */
    static KernelModule target() {
        return new KernelModule(FunctionTable.ofSites("t", 4, true), 0);
    }

    /** The module comes, and is live if it is not refused. */
    Verdict come(KernelModule module) {
        first.onEvent(event(module, ModulePhase.UNFORMED));
        module.become(ModuleState.COMING);
        first.onEvent(event(module, ModulePhase.COMING));
        Verdict verdict = second.onEvent(event(module, ModulePhase.COMING));
        if (verdict.equals(Verdict.ok())) {
            module.become(ModuleState.LIVE);
            first.onEvent(event(module, ModulePhase.LIVE));
            second.onEvent(event(module, ModulePhase.LIVE));
        }
        return verdict;
    }

    void go(KernelModule module) {
        module.become(ModuleState.GOING);
        second.onEvent(event(module, ModulePhase.GOING));
        first.onEvent(event(module, ModulePhase.GOING));
    }

    static Visit<KernelModule> event(KernelModule module, ModulePhase phase) {
        return new Visit<>("c", 1, module.name(), module, phase, phase, Cause.FORWARD);
    }

    Optional<Errno> enable(Patch patch) {
        return livepatch.enable(patch, pin);
    }

    /** A patch without callbacks. */
    static Patch patch(String name, String object, String... functions) {
        return new Patch(name, List.of(new ObjectPatch(object, functions(name, 0, functions), Callbacks.NONE)));
    }

    /** The same, with replacements in which a task stays for so many seconds. */
    static Patch slowPatch(String name, int seconds, String object, String... functions) {
        return new Patch(name, List.of(new ObjectPatch(object, functions(name, seconds, functions), Callbacks.NONE)));
    }

    /** A patch whose callbacks are logged. */
    Patch callbacks(String name, int prePatchReturns, String object, String... functions) {
        return new Patch(name, List.of(logged(name, prePatchReturns, object, functions)));
    }

    /** The same, taking over from those before it. */
    Patch replacing(String name, String object, String... functions) {
        return new Patch(name, List.of(logged(name, 0, object, functions)), true);
    }

    ObjectPatch logged(String name, int prePatchReturns, String object, String... functions) {
        return slowLogged(name, prePatchReturns, 0, object, functions);
    }

    /** One with replacements in which a task stays for so many seconds. */
    ObjectPatch slowLogged(String name, int prePatchReturns, int seconds, String object, String... functions) {
        return new ObjectPatch(object, functions(name, seconds, functions), new Logged(name, prePatchReturns, log));
    }

    private static List<FunctionPatch> functions(String name, int seconds, String... functions) {
        Course course = new Course(name, Duration.ofSeconds(seconds), "");
        return Stream.of(functions)
                .map(function -> new FunctionPatch(function, () -> course))
                .toList();
    }

    /** A task of the module t that calls a function of it, whose own code takes so many seconds. */
    void startTask(String function, int seconds) {
        Course original = new Course("original", Duration.ofSeconds(seconds), "original returns");
        tasks.start(new Site("t", function), () -> original);
        pass(0);
    }

    /** What a call prints now. */
    String call(String object, String function) {
        return tasks.call(new Site(object, function), FunctionCode.saying("original"));
    }

    void pass(int seconds) {
        Duration until = clock.now().plusSeconds(seconds);
        clock.after(Duration.ofSeconds(seconds), () -> {});
        while (clock.runNext(until)) {
            // What is behind the mark at the same moment happens too.
        }
    }

    boolean inForce(String name) {
        return livepatch.status(name).isPresent();
    }

    /** What was logged since the last call. */
    List<String> printed() {
        List<String> lines = List.copyOf(log);
        log.clear();
        return lines;
    }

    private record Logged(String patch, int prePatchReturns, List<String> log) implements Callbacks {
        @Override
        public Optional<Errno> prePatch(ObjectState object) {
            log.add(patch + " pre_patch " + object.description());
            return prePatchReturns == 0 ? Optional.empty() : Optional.of(Errno.returned(prePatchReturns));
        }

        @Override
        public void postPatch(ObjectState object) {
            log.add(patch + " post_patch " + object.description());
        }

        @Override
        public void preUnpatch(ObjectState object) {
            log.add(patch + " pre_unpatch " + object.description());
        }

        @Override
        public void postUnpatch(ObjectState object) {
            log.add(patch + " post_unpatch " + object.description());
        }
    }

    static final class CountingPin implements ModuleInstance.Pin {
        private int taken;

        int taken() {
            return taken;
        }

        @Override
        public void take() {
            taken++;
        }

        @Override
        public void release() {
            taken--;
        }
    }
}
