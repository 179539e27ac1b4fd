package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Expectation;
import io.chainbus.bench.event.Order;
import java.util.List;
import java.util.Optional;

/** The ways to deliver events that are compared. */
public final class Candidate {

    public static final Candidate CHAINBUS = new Candidate(
            "chainbus",
            ChainbusBus::open,
            new Expectation(Order.EXACT, false),
            new Traits("yes", "yes", "refuses, typed", "yes"));

    public static final Candidate RING = new Candidate(
            "ring", RingBus::open, new Expectation(Order.EXACT, true), new Traits("wired", "no", "no", "no"));

    public static final Candidate LOOP = new Candidate(
            "loop",
            LoopBus::open,
            new Expectation(Order.EXACT, true),
            new Traits("wired", "no", "caller's thread", "no"));

    public static final Candidate ASK = new Candidate(
            "ask", AskBus::open, new Expectation(Order.EXACT, false), new Traits("wired", "by hand", "no", "by hand"));

    public static final Candidate GUAVA = new Candidate(
            "guava",
            GuavaBus::open,
            new Expectation(Order.NONE, true),
            new Traits("no", "no", "caller's thread", "no"));

    public static final Candidate GREENROBOT = new Candidate(
            "greenrobot",
            GreenrobotBus::open,
            new Expectation(Order.BY_PRIORITY, true),
            new Traits("by priority", "no", "caller's thread", "no"));

    public static final Candidate MBASSADOR = new Candidate(
            "mbassador",
            MbassadorBus::open,
            new Expectation(Order.BY_PRIORITY, true),
            new Traits("by priority", "no", "caller's thread", "no"));

    public static final Candidate SPRING = new Candidate(
            "spring",
            SpringBus::open,
            new Expectation(Order.EXACT, true),
            new Traits("yes", "no", "caller's thread", "no"));

    public static final Candidate REACTOR = new Candidate(
            "reactor", ReactorBus::open, new Expectation(Order.NONE, true), new Traits("no", "no", "drops", "no"));

    public static final Candidate DISRUPTOR_STAGED = new Candidate(
            "disruptor-staged",
            DisruptorBus::staged,
            new Expectation(Order.EXACT, true),
            new Traits("fixed at start", "no", "blocks", "no"));

    public static final Candidate DISRUPTOR_LOOP = new Candidate(
            "disruptor-loop",
            DisruptorBus::loop,
            new Expectation(Order.EXACT, true),
            new Traits("wired", "no", "blocks", "no"));

    public static final Candidate SUBMISSION_PUBLISHER = new Candidate(
            "submission-publisher",
            SubmissionPublisherBus::open,
            new Expectation(Order.NONE, true),
            new Traits("no", "no", "blocks", "no"));

    public static final Candidate EVENTSTREAM = new Candidate(
            "eventstream",
            ActorsBus::eventStream,
            new Expectation(Order.NONE, true),
            new Traits("no", "no", "no", "no"));

    public static final Candidate TOPIC = new Candidate(
            "topic", ActorsBus::topic, new Expectation(Order.NONE, true), new Traits("no", "no", "no", "no"));

    public static final Candidate VERTX = new Candidate(
            "vertx", VertxBus::open, new Expectation(Order.NONE, true), new Traits("no", "no", "no", "no"));

    /** All of them: Chainbus, the limits, what one would do by hand, and its peers. */
    public static final List<Candidate> ALL = List.of(
            CHAINBUS,
            RING,
            LOOP,
            ASK,
            GUAVA,
            GREENROBOT,
            MBASSADOR,
            SPRING,
            REACTOR,
            DISRUPTOR_STAGED,
            DISRUPTOR_LOOP,
            SUBMISSION_PUBLISHER,
            EVENTSTREAM,
            TOPIC,
            VERTX);

    private final String label;
    private final Opening opening;
    private final Expectation expectation;
    private final Traits traits;

    /** Sets a bus up. */
    @FunctionalInterface
    interface Opening {
        Bus open(Setup setup);
    }

    private Candidate(String label, Opening opening, Expectation expectation, Traits traits) {
        this.label = label;
        this.opening = opening;
        this.expectation = expectation;
        this.traits = traits;
    }

    /** The candidate of that name, if there is one. */
    public static Optional<Candidate> named(String label) {
        return ALL.stream().filter(candidate -> candidate.label.equals(label)).findAny();
    }

    /** What it is held to. */
    public Expectation expectation() {
        return expectation;
    }

    public Traits traits() {
        return traits;
    }

    /** Sets it up. */
    public Bus open(Setup setup) {
        return opening.open(setup);
    }

    /** Its name on the command line and in figures. */
    @Override
    public String toString() {
        return label;
    }
}
