package io.chainbus.architecture;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A Maven module's classes (without its tests), read from wherever the class path has it: a folder or a jar.
 *
 * <p>A module is found by one of its packages, and is then read whole, so that a package that is added later is checked
 * too.
 */
record Module(String name, JavaClasses classes) {

    static final Module BUS_CORE = having("bus-core", "io.chainbus.walk");
    static final Module ACTORS = having("actors", "io.chainbus.coordinator");
    static final Module EXAMPLES = having("examples", "io.chainbus.cli");
    static final Module LOAD_TESTS = having("load-tests", "io.chainbus.load");

    /** Each may depend on those before it. */
    static final List<Module> UPWARDS = List.of(BUS_CORE, ACTORS, EXAMPLES, LOAD_TESTS);

    static Module having(String name, String onePackage) {
        String marker = onePackage.replace('.', '/') + "/package-info.class";
        URL found = Objects.requireNonNull(
                Module.class.getClassLoader().getResource(marker), () -> "no " + marker + " on the class path");
        String root = found.toString().substring(0, found.toString().length() - marker.length());
        return new Module(name, new ClassFileImporter().importLocations(Set.of(Location.of(URI.create(root)))));
    }

    Set<String> packages() {
        return classes.stream().map(JavaClass::getPackageName).collect(toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return name;
    }
}
