package io.chainbus.kernel.loader;

import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.kernel.module.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kernel's list of modules: who is in which state, and who uses whom. Every decision about a state is one call here,
 * atomic under the table's monitor (Linux {@code module_mutex}); nothing else is called while it is held.
 */
final class ModuleTable {

    private final Map<String, ModuleEntry> entries = new LinkedHashMap<>();

    /** What a request to load a module finds. */
    sealed interface Admission {

        /** The caller loads it now: it is UNFORMED, and its dependencies are in use by it. */
        record Begin(ModuleEntry entry) implements Admission {}

        /** Somebody is loading it: the result will be that one's. */
        record Wait(ModuleEntry entry) implements Admission {}

        /** There is nothing to do, or nothing to be done. */
        record Settled(LoadResult result) implements Admission {}
    }

    /** What a request to unload a module finds. */
    sealed interface Departure {

        /** The caller unloads it now: it is GOING. */
        record Begin(ModuleEntry entry) implements Departure {}

        record Settled(UnloadResult result) implements Departure {}
    }

    synchronized Admission admit(ModuleDefinition definition) {
        String name = definition.name();
        ModuleEntry there = entries.get(name);
        if (there != null) {
            return switch (there.state()) {
                case LIVE -> new Admission.Settled(new LoadResult.AlreadyLive(name));
                case UNFORMED, COMING -> new Admission.Wait(there);
                case GOING -> failed(name, Errno.EBUSY, new LoadResult.Reason.Going());
            };
        }
        for (String dependency : definition.depends()) {
            if (!isLive(dependency)) {
                return failed(name, Errno.ENOENT, new LoadResult.Reason.MissingDependency(dependency));
            }
        }
        ModuleEntry entry = new ModuleEntry(definition);
        entries.put(name, entry);
        definition.depends().forEach(dependency -> hold(dependency, name));
        return new Admission.Begin(entry);
    }

    private static Admission failed(String name, Errno errno, LoadResult.Reason reason) {
        return new Admission.Settled(new LoadResult.Failed(name, errno, reason));
    }

    synchronized Departure depart(String name) {
        ModuleEntry entry = entries.get(name);
        if (entry == null) {
            return new Departure.Settled(new UnloadResult.NotLoaded(name));
        }
        if (entry.references() > 0) {
            return new Departure.Settled(new UnloadResult.InUse(name, new ArrayList<>(entry.holders)));
        }
        if (entry.state() != ModuleState.LIVE) {
            return refused(name, UnloadResult.Why.NOT_LIVE);
        }
        if (entry.definition.exit() == ModuleDefinition.Exit.NEVER) {
            return refused(name, UnloadResult.Why.NO_EXIT);
        }
        entry.module.become(ModuleState.GOING);
        return new Departure.Begin(entry);
    }

    private static Departure refused(String name, UnloadResult.Why why) {
        return new Departure.Settled(new UnloadResult.Refused(name, Errno.EBUSY, why));
    }

    /** A step on the way up, or to GOING when the load has failed. */
    synchronized void advance(ModuleEntry entry, ModuleState state) {
        entry.module.become(state);
    }

    /** The end of it: it is out of the list, and its dependencies are no longer in use by it. */
    synchronized void remove(ModuleEntry entry) {
        entries.remove(entry.name());
        for (String dependency : entry.definition.depends()) {
            ModuleEntry used = entries.get(dependency);
            if (used != null) {
                used.holders.remove(entry.name());
            }
        }
    }

    synchronized void pin(ModuleEntry entry) {
        entry.pins++;
    }

    synchronized void unpin(ModuleEntry entry) {
        if (entry.pins == 0) {
            throw new IllegalStateException(entry.name() + " is not pinned");
        }
        entry.pins--;
    }

    synchronized boolean isLive(String name) {
        ModuleEntry entry = entries.get(name);
        return entry != null && entry.state() == ModuleState.LIVE;
    }

    synchronized Optional<Parameters> parameters(String name) {
        return Optional.ofNullable(entries.get(name)).map(entry -> entry.parameters);
    }

    /** Newest first, like {@code /proc/modules}. */
    synchronized List<LoadedModule> list() {
        List<LoadedModule> list = new ArrayList<>(entries.size());
        entries.values().forEach(entry -> list.add(told(entry)));
        Collections.reverse(list);
        return list;
    }

    synchronized Optional<LoadedModule> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(ModuleTable::told);
    }

    private static LoadedModule told(ModuleEntry entry) {
        List<String> usedBy = new ArrayList<>(entry.holders);
        Collections.reverse(usedBy);
        return new LoadedModule(
                entry.name(),
                entry.definition.textBytes(),
                entry.state(),
                entry.references(),
                usedBy,
                entry.parameters.names());
    }

    private void hold(String dependency, String holder) {
        ModuleEntry used = entries.get(dependency);
        if (used != null) {
            used.holders.add(holder);
        }
    }
}
