package io.chainbus.dispatch;

import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.ledger.Account;
import io.chainbus.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/** Those on a route, of whom a walk visits some. Immutable. */
public final class Crew {

    private final Places all;
    private final Places observers;
    private final Places none;

    private Crew(Places all, Places observers) {
        this.all = all;
        this.none = Places.none(all.route());
        this.observers = observers;
    }

    public static Crew of(Route<?> route) {
        Places.Builder observers = Places.on(route);
        for (int place = 0; place < route.size(); place++) {
            if (route.member(place).observer()) {
                observers.add(place);
            }
        }
        return new Crew(Places.all(route), observers.build());
    }

    public Route<?> route() {
        return all.route();
    }

    /**
     * Whom a walk visits whose turn comes with that ledger (promise P3): all for an acquire or a notification; for a
     * release nobody when the key is not up, else the holders and the observers, or all if that is how the chain is set.
     */
    public <T> Places visitedBy(Phase phase, String key, Ledger<T> ledger, Holding holding) {
        return visitedBy(phase, ledger.account(key), ledger, holding);
    }

    <T> Places visitedBy(Phase phase, @Nullable Account<T> account, Ledger<T> ledger, Holding holding) {
        return phase.role() == Role.RELEASE ? visitedByRelease(account, ledger, holding) : all;
    }

    Places all() {
        return all;
    }

    <T> Places visitedByRelease(@Nullable Account<T> account, Ledger<T> ledger, Holding holding) {
        if (account == null || !account.isUp()) {
            return none;
        }
        if (holding == Holding.CURRENT) {
            return all;
        }
        Places holders = ledger.holders(account, route());
        if (observers.isEmpty()) {
            return holders;
        }
        return Places.on(route()).addAll(holders).addAll(observers).build();
    }
}
