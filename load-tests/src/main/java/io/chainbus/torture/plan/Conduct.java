package io.chainbus.torture.plan;

import java.util.SplittableRandom;

/**
 * What a handler does in one visit: a pure function of who is visited, by which event, in which phase.
 *
 * @param aside what it does besides, before it answers
 * @param number for whatever is to be chosen: a key, an id
 */
public record Conduct(Answer answer, Aside aside, int number) {

    /** How it answers. */
    public enum Answer {
        DONE,
        OK,
        STOP,
        VETO,
        THROW,
        HANG,
        NEVER,
        DIE
    }

    /** What it does besides. */
    public enum Aside {
        NOTHING,
        PUBLISH,
        JOIN,
        LEAVE,
        /** Waits, through its visit, for what it publishes. */
        WAIT
    }

    /** What is waited for. */
    public enum Awaited {
        /** Something of its own key, which would never end. */
        OWN_KEY,
        /** The release of another key of its chain. */
        OTHER_KEY,
        /** Something on another chain. */
        OTHER_CHAIN
    }

    /** What is done by {@code traits} when {@code event} comes in the phase of that name; {@code undo}: to be undone. */
    public static Conduct of(Rates rates, Traits traits, Event event, String phase, boolean undo) {
        long what = mix(mix(traits.salt(), event.serial()), phase.hashCode() * 2L + (undo ? 1 : 0));
        SplittableRandom random = new SplittableRandom(what);
        return new Conduct(answer(rates, traits, random), aside(rates, traits, event, random), random.nextInt(1 << 20));
    }

    private static Answer answer(Rates rates, Traits traits, SplittableRandom random) {
        if (traits.style() == Traits.Style.ACTOR && hit(rates, Chaos.DEATH, random)) {
            return Answer.DIE;
        }
        if (traits.style() != Traits.Style.AT_ONCE && hit(rates, Chaos.HANG, random)) {
            return Answer.HANG;
        }
        boolean rarely = random.nextInt(10) == 0;
        if (traits.style() == Traits.Style.LATER && rarely && hit(rates, Chaos.NEVER, random)) {
            return Answer.NEVER;
        }
        if (hit(rates, Chaos.VETO, random)) {
            return Answer.VETO;
        }
        if (hit(rates, Chaos.STOP, random)) {
            return Answer.STOP;
        }
        if (hit(rates, Chaos.THROW, random)) {
            return Answer.THROW;
        }
        return random.nextInt(5) == 0 ? Answer.DONE : Answer.OK;
    }

    private static Aside aside(Rates rates, Traits traits, Event event, SplittableRandom random) {
        boolean mayWait = traits.style() == Traits.Style.LATER || traits.style() == Traits.Style.ACTOR;
        if (!event.inner() && mayWait && hit(rates, Chaos.WAIT, random)) {
            return Aside.WAIT;
        }
        if (!event.inner() && hit(rates, Chaos.PUBLISH_INSIDE, random)) {
            return Aside.PUBLISH;
        }
        if (hit(rates, Chaos.JOIN_INSIDE, random)) {
            return Aside.JOIN;
        }
        return hit(rates, Chaos.LEAVE_INSIDE, random) ? Aside.LEAVE : Aside.NOTHING;
    }

    private static boolean hit(Rates rates, Chaos kind, SplittableRandom random) {
        return random.nextInt(Rates.HIGHEST) < rates.of(kind);
    }

    /** A newcomer that a handler brings along. */
    public Traits newcomer(Size size, Rates rates) {
        SplittableRandom random = new SplittableRandom(number);
        return Planner.drawTraits(random, "s" + random.nextInt(size.subscribers()), size.subscribers(), rates);
    }

    /** How somebody is made to leave whom a handler takes off. */
    public Manner manner() {
        return Manner.drawn(number);
    }

    /** What a handler waits for. */
    public Awaited awaited() {
        Awaited[] all = Awaited.values();
        return all[number % all.length];
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014), over both. */
    static long mix(long one, long other) {
        long z = one + (other + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
