package io.chainbus.cluster.agent;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.chain.Route;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.transit.SubscriberHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The subscribers of a chain that are on this node, by their numbers, and the parts of routes that they stand on. */
final class Roll<T> {

    private static final int ROUTES = 256;
    private static final int PAST = 4096;

    /** A part of a route. */
    record Part<T>(Route<SubscriberHandle<T>> route, Places all) {}

    private final Map<Long, Local<T>> locals = new HashMap<>();

    /** Those that left last: something late may still come for them. */
    private final Map<Long, Local<T>> past = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Local<T>> eldest) {
            return size() > PAST;
        }
    };

    private int leaving;

    private final Map<List<Long>, Part<T>> parts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Long>, Part<T>> eldest) {
            return size() > ROUTES;
        }
    };

    /** One of those has been told to go. */
    void leaves(Local<T> local, ToAgent.Kind order) {
        if (local.order == null) {
            leaving++;
        }
        local.order = order;
    }

    void add(Local<T> local) {
        locals.put(local.number(), local);
    }

    @Nullable
    Local<T> find(long number) {
        return locals.get(number);
    }

    @Nullable
    Local<T> find(SubscriberHandle<?> handle) {
        for (Local<T> local : locals.values()) {
            if (local.handle() == handle) {
                return local;
            }
        }
        return null;
    }

    void forget(Local<T> local) {
        if (locals.remove(local.number()) != null && local.order != null) {
            leaving--;
        }
        past.put(local.number(), local);
    }

    Collection<Local<T>> all() {
        return List.copyOf(locals.values());
    }

    /** Those that have been told to go. */
    List<Local<T>> leaving() {
        return leaving == 0
                ? List.of()
                : locals.values().stream().filter(local -> local.order != null).toList();
    }

    /**
     * The part of a route on which those stand, in that order.
     *
     * @return absent when one of them has never been here, or too long ago
     */
    @Nullable
    Part<T> part(List<Long> numbers) {
        Part<T> known = parts.get(numbers);
        if (known != null) {
            return known;
        }
        List<Member<SubscriberHandle<T>>> members = new ArrayList<>(numbers.size());
        List<SubscriberHandle<T>> handles = new ArrayList<>(numbers.size());
        for (long number : numbers) {
            Local<T> local = locals.getOrDefault(number, past.get(number));
            if (local == null) {
                return null;
            }
            members.add(local.member());
            handles.add(local.handle());
        }
        Route<SubscriberHandle<T>> route = Route.of(0, members, handles);
        Part<T> made = new Part<>(route, Places.all(route));
        parts.put(numbers, made);
        return made;
    }

    /** A member for somebody whose place others have decided on. */
    static <S> Member<S> member(String id, boolean observer, S subscriber) {
        Admission<S> admission = new Membership<S>().admit(new Candidate<>(id, Position.DEFAULT, observer, subscriber));
        if (admission instanceof Admission.Admitted<S> admitted) {
            return admitted.member();
        }
        throw new IllegalStateException("an empty chain refuses " + id);
    }
}
