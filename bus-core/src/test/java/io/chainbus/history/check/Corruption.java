package io.chainbus.history.check;

import io.chainbus.history.Line;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One way to spoil a history, which the checker has to notice.
 *
 * @param broken at least one of these has to be found broken
 * @param ways all the places of a history in which it can be done
 */
record Corruption(String name, Set<Promise> broken, Function<Trace, Stream<Supplier<List<Line>>>> ways) {

    static Corruption of(String name, Promise broken, Function<Trace, Stream<Supplier<List<Line>>>> ways) {
        return new Corruption(name, EnumSet.of(broken), ways);
    }

    static Corruption of(String name, Promise broken, Promise or, Function<Trace, Stream<Supplier<List<Line>>>> ways) {
        return new Corruption(name, EnumSet.of(broken, or), ways);
    }

    /** The history, spoilt in one place; empty where it has no such place. */
    Optional<List<Line>> apply(Trace trace, RandomGenerator random) {
        List<Supplier<List<Line>>> places = ways.apply(trace).toList();
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(places.get(random.nextInt(places.size())).get());
    }

    @Override
    public String toString() {
        return name;
    }
}
