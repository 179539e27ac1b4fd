package io.chainbus.examples.clk;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.examples.Answer;
import io.chainbus.subscriber.Handler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import java.util.ArrayList;
import java.util.List;

/**
 * A clock as in the kernel: the tree is walked by the caller, clock by clock ({@code clk_propagate_rate_change}), and
 * each clock's chain tells everybody on it.
 *
 * <p>A chain ends with the first that refuses, since {@code NOTIFY_BAD} has the bit that means stop; the walk of the tree
 * does not: it always goes down the whole tree, so that it can go down the whole tree again with ABORT.
 */
final class KernelClock implements ClockNode {

    private final Chainbus bus;
    private final String name;
    private final int divider;
    private final Chain<RateChange> chain;
    private final List<KernelClock> children = new ArrayList<>();
    private long rate;

    private KernelClock(Chainbus bus, String name, int divider, long rate) {
        this.bus = bus;
        this.name = name;
        this.divider = divider;
        this.rate = rate;
        this.chain = bus.chain(ChainSpec.named("kernel's clk " + name, RateChange.class)
                .keyedBy(RateChange::clock)
                .phases(KernelRatePhase.values()));
    }

    /** A clock that hangs on no other. */
    static KernelClock root(Chainbus bus, String name, long rate) {
        return new KernelClock(bus, name, 1, rate);
    }

    @Override
    public KernelClock child(String childName, int childDivider) {
        KernelClock child = new KernelClock(bus, childName, childDivider, rate / childDivider);
        children.add(child);
        return child;
    }

    @Override
    public void register(Driver driver) {
        Handler<RateChange> handler = visit -> switch ((KernelRatePhase) visit.phase()) {
            // NOTIFY_BAD: a stop. That it also means failure is in what the caller makes of it.
            case PRE_RATE_CHANGE -> driver.prepare(visit.payload()) ? Verdict.ok() : Verdict.stop();
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

    /** {@code clk_core_set_rate_nolock}. */
    @Override
    public List<Receipt<RateChange>> setRate(long newRate) {
        List<Receipt<RateChange>> announced = new ArrayList<>();
        propagate(KernelRatePhase.PRE_RATE_CHANGE, newRate, announced);
        boolean failed = announced.stream().anyMatch(receipt -> receipt.outcome() instanceof Outcome.Stopped);
        if (failed) {
            propagate(KernelRatePhase.ABORT_RATE_CHANGE, newRate, announced);
        } else {
            change(newRate, announced);
        }
        return announced;
    }

    /** {@code clk_propagate_rate_change}. */
    private void propagate(KernelRatePhase phase, long newRate, List<Receipt<RateChange>> announced) {
        if (newRate == rate) {
            return;
        }
        announced.add(Answer.of(chain.publish(phase, new RateChange(name, rate, newRate))));
        children.forEach(child -> child.propagate(phase, newRate / child.divider, announced));
    }

    /** {@code clk_change_rate}. */
    private void change(long newRate, List<Receipt<RateChange>> announced) {
        if (newRate == rate) {
            return;
        }
        RateChange change = new RateChange(name, rate, newRate);
        rate = newRate;
        announced.add(Answer.of(chain.publish(KernelRatePhase.POST_RATE_CHANGE, change)));
        children.forEach(child -> child.change(newRate / child.divider, announced));
    }

    @Override
    public long rate() {
        return rate;
    }
}
