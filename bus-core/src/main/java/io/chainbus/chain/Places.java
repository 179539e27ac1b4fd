package io.chainbus.chain;

import io.chainbus.event.Direction;
import java.util.Arrays;

/**
 * A set of places on one {@link Route}: whom a walk visits, or who holds a key. Immutable, so one instance can be
 * shared by every walk and every key that it is true of.
 */
public final class Places {

    /** What {@link #next} and {@link #first} answer when there is no such place. */
    public static final int NOWHERE = -1;

    private final Route<?> route;
    private final int size;
    private final long[] bits;

    private Places(Route<?> route, long[] bits) {
        this.route = route;
        this.size = route.size();
        this.bits = bits;
    }

    /** Every place of the route. */
    public static Places all(Route<?> route) {
        Builder builder = new Builder(route);
        Arrays.fill(builder.bits, -1L);
        int rest = route.size() & 63;
        if (rest != 0) {
            builder.bits[builder.bits.length - 1] = (1L << rest) - 1;
        }
        return builder.build();
    }

    /** No place of the route. */
    public static Places none(Route<?> route) {
        return new Builder(route).build();
    }

    /** Starts with no place of the route. */
    public static Builder on(Route<?> route) {
        return new Builder(route);
    }

    public Route<?> route() {
        return route;
    }

    public boolean contains(int place) {
        return (bits[place >> 6] & (1L << place)) != 0;
    }

    public boolean isEmpty() {
        for (long word : bits) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    public int count() {
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** The first place in that direction, or {@link #NOWHERE}. */
    public int first(Direction heading) {
        return heading == Direction.DESCENDING ? ahead(0) : behind(size - 1);
    }

    /** The first place beyond {@code place} in that direction, or {@link #NOWHERE}. */
    public int next(int place, Direction heading) {
        return heading == Direction.DESCENDING ? ahead(place + 1) : behind(place - 1);
    }

    private int ahead(int from) {
        if (from >= size) {
            return NOWHERE;
        }
        int index = from >> 6;
        long word = bits[index] & (-1L << from);
        while (word == 0) {
            index++;
            if (index == bits.length) {
                return NOWHERE;
            }
            word = bits[index];
        }
        return (index << 6) + Long.numberOfTrailingZeros(word);
    }

    private int behind(int from) {
        if (from < 0) {
            return NOWHERE;
        }
        int index = from >> 6;
        long word = bits[index] & (-1L >>> (63 - (from & 63)));
        while (word == 0) {
            index--;
            if (index < 0) {
                return NOWHERE;
            }
            word = bits[index];
        }
        return (index << 6) + 63 - Long.numberOfLeadingZeros(word);
    }

    /** Equal when they are the same places of the very same route. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Places that && route == that.route && Arrays.equals(bits, that.bits));
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(route) + Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int place = first(Direction.DESCENDING); place != NOWHERE; place = next(place, Direction.DESCENDING)) {
            text.append(text.length() > 1 ? ", " : "")
                    .append(route.member(place).id());
        }
        return text.append(']').toString();
    }

    /** Collects places; single-threaded. */
    public static final class Builder {

        private final Route<?> route;
        private final long[] bits;

        private Builder(Route<?> route) {
            this.route = route;
            this.bits = new long[(route.size() + 63) >> 6];
        }

        public Builder add(int place) {
            bits[place >> 6] |= 1L << place;
            return this;
        }

        public Builder remove(int place) {
            bits[place >> 6] &= ~(1L << place);
            return this;
        }

        /** Adds those members of {@code others}, places of any route, that are on this one. */
        public Builder addAll(Places others) {
            Route<?> from = others.route;
            if (from == route) {
                for (int word = 0; word < bits.length; word++) {
                    bits[word] |= others.bits[word];
                }
                return this;
            }
            for (int place = others.first(Direction.DESCENDING);
                    place != NOWHERE;
                    place = others.next(place, Direction.DESCENDING)) {
                int here = route.indexOf(from.member(place));
                if (here >= 0) {
                    add(here);
                }
            }
            return this;
        }

        /** What has been collected so far; the builder can go on. */
        public Places build() {
            return new Places(route, bits.clone());
        }
    }
}
