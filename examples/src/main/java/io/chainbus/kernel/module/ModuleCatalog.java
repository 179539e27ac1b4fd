package io.chainbus.kernel.module;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The modules that there are to load: what {@code /lib/modules/VERSION} is to modprobe. Immutable. */
public final class ModuleCatalog {

    private final String version;
    private final Map<String, ModuleDefinition> byName;

    private ModuleCatalog(String version, Map<String, ModuleDefinition> byName) {
        this.version = version;
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** Where two have one name, the later one counts. */
    public static ModuleCatalog of(String version, Iterable<ModuleDefinition> definitions) {
        Map<String, ModuleDefinition> byName = new HashMap<>();
        definitions.forEach(definition -> byName.put(definition.name(), definition));
        return new ModuleCatalog(version, byName);
    }

    /** This catalogue and {@code more}, which count where a name is in both. */
    public ModuleCatalog with(List<ModuleDefinition> more) {
        List<ModuleDefinition> all = new ArrayList<>(byName.values());
        all.addAll(more);
        return of(version, all);
    }

    public String version() {
        return version;
    }

    /** The names of all, sorted. */
    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /** By a name that may be written with '-' or '_', as kmod accepts it. */
    public Optional<ModuleDefinition> find(String name) {
        return Optional.ofNullable(byName.get(name.replace('-', '_')));
    }
}
