package io.chainbus.kernel.ftrace;

import io.chainbus.kernel.module.FunctionTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The records of one module, one for each of its call sites. All access is under this table's own monitor: ftrace's
 * subscriber and whoever attaches hooks are different actors, and the walks of different modules overlap, but what
 * happens to one module's records happens one at a time. No other lock is taken while it is held.
 */
final class RecordTable {

    /** What became of an attempt to attach. */
    enum Attached {
        YES,
        NO_ENABLED_RECORD
    }

    /** What taking a hook off found. */
    enum Detached {
        FROM_ITS_RECORD,
        /** The record had been freed, the table not: one of the init text. */
        RECORD_GONE,
        /** The table had been released, which had counted and forgotten its hooks. */
        TABLE_GONE
    }

    private record Attachee(String function, Hook hook) {}

    private final FunctionTable functions;
    /** Records that exist; ftrace frees some of them early and all of them at the end. */
    private final BitSet present = new BitSet();
    /** Records that are enabled; always a subset of {@link #present}. */
    private final BitSet enabled = new BitSet();
    /** Attached hooks by the number of their record; a hook may outlive its record, which is the violation. */
    private final Map<Integer, Attachee> hooks = new TreeMap<>();

    private boolean released;

    RecordTable(FunctionTable functions) {
        this.functions = functions;
        present.set(0, functions.count());
    }

    synchronized int records() {
        return present.cardinality();
    }

    synchronized int enabledRecords() {
        return enabled.cardinality();
    }

    synchronized void enable() {
        enabled.or(present);
    }

    /** Disables all records; the functions whose hooks are still attached come back. */
    synchronized List<String> disable() {
        enabled.clear();
        return hooked(0);
    }

    /** Releases the records of the init text; the functions whose hooks are still attached to them come back. */
    synchronized List<String> releaseInit() {
        int first = functions.staying();
        present.clear(first, functions.count() + 1);
        enabled.clear(first, functions.count() + 1);
        return hooked(first);
    }

    /** Releases all records and forgets the hooks on them; those that were still attached come back. */
    synchronized List<String> release() {
        List<String> hooked = hooked(0);
        hooks.clear();
        present.clear();
        enabled.clear();
        released = true;
        return hooked;
    }

    /** The functions whose hooks are on records with that number or a higher one. */
    private List<String> hooked(int first) {
        List<String> hooked = new ArrayList<>();
        hooks.forEach((number, attachee) -> {
            if (number >= first) {
                hooked.add(attachee.function());
            }
        });
        return hooked;
    }

    synchronized Attached attach(String function, Hook hook) {
        OptionalInt number = functions.find(function);
        if (number.isEmpty() || !enabled.get(number.getAsInt())) {
            return Attached.NO_ENABLED_RECORD;
        }
        if (hooks.putIfAbsent(number.getAsInt(), new Attachee(function, hook)) != null) {
            throw new IllegalStateException(function + " has a hook already");
        }
        return Attached.YES;
    }

    synchronized Optional<Hook> hook(String function) {
        OptionalInt number = functions.find(function);
        return number.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(hooks.get(number.getAsInt())).map(Attachee::hook);
    }

    synchronized Detached detach(String function) {
        if (released) {
            return Detached.TABLE_GONE;
        }
        OptionalInt number = functions.find(function);
        if (number.isEmpty() || hooks.remove(number.getAsInt()) == null) {
            throw new IllegalStateException(function + " has no hook");
        }
        return present.get(number.getAsInt()) ? Detached.FROM_ITS_RECORD : Detached.RECORD_GONE;
    }
}
