package io.chainbus.examples.clk;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.examples.Answer;
import io.chainbus.subscriber.Handler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A clock with a chain of its own. A child clock is a subscriber of its parent's chain, behind the drivers, and passes
 * on to its own chain what it is told; so a change of the parent's rate is one walk of the whole tree, and a veto
 * anywhere in it is undone by the bus, on all chains, as far as they have accepted.
 *
 * <pre>
 *   pll:    timer ◄─► i2c0 ◄─► uart0 ◄─► spi0
 *                       │        │         └ spi0: spi
 *                       │        └ uart0: uart ◄─► console
 *                       └ i2c0: i2c
 * </pre>
 */
final class Clock implements ClockNode {

    /** A child waits for all its drivers, each of which has its own deadline. */
    private static final Duration LONGER_THAN_A_DRIVER = Duration.ofMinutes(1);

    private final Chainbus bus;
    private final String name;
    private final int divider;
    private final Chain<RateChange> chain;
    private final List<String> children = new ArrayList<>();
    private volatile long rate;

    private Clock(Chainbus bus, String name, int divider, long rate) {
        this.bus = bus;
        this.name = name;
        this.divider = divider;
        this.rate = rate;
        this.chain = bus.chain(ChainSpec.named("clk " + name, RateChange.class)
                .keyedBy(RateChange::clock)
                .phases(RatePhase.values()));
    }

    /** A clock that hangs on no other. */
    static Clock root(Chainbus bus, String name, long rate) {
        return new Clock(bus, name, 1, rate);
    }

    @Override
    public Clock child(String childName, int childDivider) {
        Clock child = new Clock(bus, childName, childDivider, rate / childDivider);
        Subscriber.Builder<RateChange> behindTheOthers = Subscriber.<RateChange>named(childName)
                .last()
                .after(children.toArray(String[]::new))
                .deadline(LONGER_THAN_A_DRIVER);
        Answer.toRegister(chain, behindTheOthers.asyncHandler(child::passOn));
        children.add(childName);
        return child;
    }

    @Override
    public void register(Driver driver) {
        Handler<RateChange> handler = visit -> switch ((RatePhase) visit.phase()) {
            case PRE_RATE_CHANGE ->
                driver.prepare(visit.payload()) ? Verdict.ok() : Verdict.veto("clock rate change rejected");
            case POST_RATE_CHANGE -> {
                driver.finish();
                yield Verdict.ok();
            }
            case ABORT_RATE_CHANGE -> {
                driver.abort();
                yield Verdict.ok();
            }
        };
        Answer.toRegister(chain, Subscriber.<RateChange>named(driver.name()).handler(handler));
    }

    @Override
    public List<Receipt<RateChange>> setRate(long newRate) {
        if (newRate == rate) {
            return List.of();
        }
        RateChange change = new RateChange(name, rate, newRate);
        Receipt<RateChange> pre = Answer.of(chain.publish(RatePhase.PRE_RATE_CHANGE, change));
        if (!pre.success()) {
            return List.of(pre);
        }
        rate = newRate;
        return List.of(pre, Answer.of(chain.publish(RatePhase.POST_RATE_CHANGE, change)));
    }

    /** What the parent's chain tells this clock goes on to its own chain, and the answer back. */
    private CompletionStage<Verdict> passOn(Visit<RateChange> visit) {
        RateChange parents = visit.payload();
        RateChange own = new RateChange(name, parents.oldRate() / divider, parents.newRate() / divider);
        if (own.oldRate() == own.newRate()) {
            return CompletableFuture.completedFuture(Verdict.done());
        }
        RatePhase phase = (RatePhase) visit.phase();
        if (phase == RatePhase.POST_RATE_CHANGE) {
            rate = own.newRate();
        }
        return visit.verdictAfter(
                chain.publish(phase, own), receipt -> receipt.success() ? Verdict.ok() : refusal(receipt));
    }

    private static Verdict refusal(Receipt<RateChange> receipt) {
        return receipt.veto().orElseGet(() -> new Verdict.Refusal(receipt.toString()));
    }

    @Override
    public long rate() {
        return rate;
    }
}
