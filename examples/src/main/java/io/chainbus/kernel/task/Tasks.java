package io.chainbus.kernel.task;

import io.chainbus.kernel.module.KernelLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The tasks that are inside functions. A task is in one function, in the version that it has entered, until it returns:
 * what replaces the function meanwhile does not change that.
 *
 * <p>Tasks are started on any thread; they run when time passes, on the thread that lets it ({@link VirtualClock}). Which
 * version a task enters and that it is inside is one step under this object's monitor; nothing but {@link CallSites} is
 * called while it is held.
 */
public final class Tasks {

    /** A task's stay in a function. Compared by identity: several may be in one version at once. */
    public static final class Stay {
        private final Site site;
        private final Version version;

        private Stay(Site site, Version version) {
            this.site = site;
            this.version = version;
        }

        public Site site() {
            return site;
        }

        /** Whose code it is in. */
        public String by() {
            return version.by();
        }
    }

    private final VirtualClock clock;
    private final CallSites sites;
    private final KernelLog log;
    private final Set<Stay> inside = new HashSet<>();
    private final CopyOnWriteArrayList<Runnable> watchers = new CopyOnWriteArrayList<>();

    public Tasks(VirtualClock clock, CallSites sites, KernelLog log) {
        this.clock = clock;
        this.sites = sites;
        this.log = log;
    }

    /**
     * Starts a task that calls a function: as soon as time passes, even by nothing. The stage is done when the call has
     * returned.
     *
     * @param original what the function itself does
     */
    public CompletionStage<?> start(Site site, FunctionCode original) {
        CompletableFuture<Site> returned = new CompletableFuture<>();
        clock.after(Duration.ZERO, () -> run(site, original, returned));
        return returned;
    }

    private void run(Site site, FunctionCode original, CompletableFuture<Site> returned) {
        Stay stay = enter(site, original);
        Course course = stay.version.code().call();
        say(course.enters());
        clock.after(course.stays(), () -> {
            say(course.leaves());
            leave(stay);
            returned.complete(site);
            // Behind all that goes on because the task has returned, as a kernel looks at its tasks again only later.
            clock.after(Duration.ZERO, () -> watchers.forEach(Runnable::run));
        });
    }

    private synchronized Stay enter(Site site, FunctionCode original) {
        Stay stay = new Stay(site, sites.enter(site, Version.original(original)));
        inside.add(stay);
        return stay;
    }

    private synchronized void leave(Stay stay) {
        inside.remove(stay);
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            log.line(text);
        }
    }

    /** What a function prints that is called and returns now, without a task of its own. */
    public String call(Site site, FunctionCode original) {
        return sites.enter(site, Version.original(original)).code().call().enters();
    }

    /** Whether any task is in such a stay now. */
    public synchronized boolean anyInside(Predicate<Stay> which) {
        return inside.stream().anyMatch(which);
    }

    /** Has something done each time that a task has returned: at that moment, behind what was waiting for the task. */
    public void onReturn(Runnable watcher) {
        watchers.add(watcher);
    }
}
