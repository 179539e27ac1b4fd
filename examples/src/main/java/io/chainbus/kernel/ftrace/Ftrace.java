package io.chainbus.kernel.ftrace;

import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.task.CallSites;
import io.chainbus.kernel.task.Site;
import io.chainbus.kernel.task.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The function tracer's tables, and the hooks in them. A hook can be attached only where there is a record, and an
 * enabled one: this model's choice, which makes a wrong order of ftrace and its users show at once. What a user does
 * wrong on the way down is a {@link Violation}, logged and counted.
 *
 * <p>Safe to use from several threads. There is one {@link RecordTable} for each module; it is made and removed by
 * ftrace's own subscriber, whose visits for one module never overlap, and everything that happens to it is atomic under
 * its monitor, so users on other threads see a record as it was before or after a step. Whether hooks may be attached at
 * all ({@code kernel.ftrace_enabled}) is decided under a lock of its own, before a table's. A hook is called with none of
 * them held.
 */
public final class Ftrace implements CallSites {

    /** What became of an attempt to attach a hook. */
    public enum Attachment {
        ATTACHED,
        /** There is no enabled record: {@code EINVAL}. */
        NO_LOCATION,
        /** {@code kernel.ftrace_enabled} is 0: {@code EBUSY}. */
        SWITCHED_OFF
    }

    private static final String VMLINUX = "vmlinux";

    private final KernelLog log;
    private final Map<String, RecordTable> tables = new ConcurrentHashMap<>();
    private final List<Violation> violations = new CopyOnWriteArrayList<>();
    private final Gate gate = new Gate();

    /**
     * The tracer of a kernel without modules.
     *
     * @param vmlinux the functions of the kernel itself, whose records are there and enabled from the start
     */
    public Ftrace(FunctionTable vmlinux, KernelLog log) {
        this.log = log;
        RecordTable own = new RecordTable(vmlinux);
        own.enable();
        tables.put(VMLINUX, own);
    }

    /** UNFORMED: a record for each call site, none of them enabled. Returns how many. */
    int make(KernelModule module) {
        RecordTable table = new RecordTable(module.functions());
        if (tables.putIfAbsent(module.name(), table) != null) {
            throw new IllegalStateException(module.name() + " has records already");
        }
        return table.records();
    }

    /** COMING. Without records there is nothing to enable, which is what a chain that forgot UNFORMED looks like. */
    void enable(String module) {
        RecordTable table = tables.get(module);
        if (table != null) {
            table.enable();
        }
    }

    /** The undo of COMING. */
    List<Violation> disable(String module) {
        RecordTable table = tables.get(module);
        return table == null ? List.of() : report(Violation.Kind.DISABLED_WITH_HOOK, module, table.disable());
    }

    /** LIVE: the init text is freed, and its records with it. */
    List<Violation> releaseInit(String module) {
        RecordTable table = tables.get(module);
        return table == null ? List.of() : report(Violation.Kind.RELEASED_WITH_HOOK, module, table.releaseInit());
    }

    /** GOING: the records go, whatever is attached to them. */
    List<Violation> release(String module) {
        RecordTable table = tables.remove(module);
        if (table == null) {
            return List.of();
        }
        List<String> hooked = table.release();
        gate.forget(hooked.size());
        return report(Violation.Kind.RELEASED_WITH_HOOK, module, hooked);
    }

    /**
     * Attaches the one hook that a function can have.
     *
     * @throws IllegalStateException if it has one
     */
    public Attachment attach(Site site, Hook hook) {
        if (!gate.enter()) {
            return Attachment.SWITCHED_OFF;
        }
        RecordTable table = tables.get(site.object());
        if (table == null || table.attach(site.function(), hook) != RecordTable.Attached.YES) {
            gate.forget(1);
            return Attachment.NO_LOCATION;
        }
        return Attachment.ATTACHED;
    }

    /** Takes a hook off. Where its record has gone before it, that is a violation. */
    public void detach(Site site) {
        RecordTable table = tables.get(site.object());
        RecordTable.Detached found = table == null ? RecordTable.Detached.TABLE_GONE : table.detach(site.function());
        if (found != RecordTable.Detached.TABLE_GONE) {
            gate.forget(1);
        }
        if (found != RecordTable.Detached.FROM_ITS_RECORD) {
            report(Violation.Kind.DETACHED_AFTER_RELEASE, site.object(), List.of(site.function()));
        }
    }

    /** What the hook on the function says, or the original where there is none. */
    @Override
    public Version enter(Site site, Version original) {
        RecordTable table = tables.get(site.object());
        return table == null
                ? original
                : table.hook(site.function()).map(hook -> hook.enter(original)).orElse(original);
    }

    /**
     * Sets {@code kernel.ftrace_enabled}. It cannot be cleared while a hook is attached: then nothing happens and the
     * result is false ({@code EBUSY}).
     */
    public boolean setEnabled(boolean enabled) {
        return gate.set(enabled);
    }

    /** {@code kernel.ftrace_enabled}. */
    public boolean enabled() {
        return gate.isOpen();
    }

    /** The records that there are, those of the kernel itself included. */
    public long records() {
        return tables.values().stream().mapToLong(RecordTable::records).sum();
    }

    /** The records of a module or of {@code vmlinux}; 0 where there are none. */
    public int records(String object) {
        RecordTable table = tables.get(object);
        return table == null ? 0 : table.records();
    }

    /** The enabled records of a module or of {@code vmlinux}; 0 where there are none. */
    public int enabledRecords(String object) {
        RecordTable table = tables.get(object);
        return table == null ? 0 : table.enabledRecords();
    }

    /** Hooks that are attached now. */
    public int hooks() {
        return gate.hooks();
    }

    /** Every breach of order so far, in the order in which they were seen. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    private List<Violation> report(Violation.Kind kind, String object, List<String> functions) {
        List<Violation> found = new ArrayList<>();
        for (String function : functions) {
            Violation violation = new Violation(kind, object, function);
            found.add(violation);
            violations.add(violation);
            log.line(violation.message());
        }
        return found;
    }

    /** The switch and the number of hooks behind it: it can be switched off only while the number is 0. */
    private static final class Gate {
        private boolean enabled = true;
        private int hooks;

        synchronized boolean enter() {
            if (enabled) {
                hooks++;
            }
            return enabled;
        }

        synchronized void forget(int gone) {
            hooks -= gone;
        }

        synchronized int hooks() {
            return hooks;
        }

        synchronized boolean isOpen() {
            return enabled;
        }

        synchronized boolean set(boolean on) {
            if (!on && hooks > 0) {
                return false;
            }
            enabled = on;
            return true;
        }
    }
}
