package io.chainbus.torture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws a plan. */
final class Planner {

    private static final int PHASES = 4;
    private static final List<Traits.Style> STYLES = List.of(Traits.Style.values());

    private final long seed;
    private final int round;
    private final Size size;
    private final Rates rates;
    private final SplittableRandom random;
    private long serial;

    Planner(long seed, int round, Size size, Rates rates) {
        this.seed = seed;
        this.round = round;
        this.size = size;
        this.rates = rates;
        this.random = new SplittableRandom(Conduct.mix(seed, round));
    }

    Plan plan() {
        List<ChainPlan> chains = new ArrayList<>();
        for (ChainPlan.Kind kind : ChainPlan.Kind.values()) {
            chains.add(chain(kind));
        }
        List<List<Step>> publishers = new ArrayList<>();
        for (int publisher = 0; publisher < size.publishers(); publisher++) {
            publishers.add(steps());
        }
        return new Plan(seed, round, size, rates, chains, publishers);
    }

    private ChainPlan chain(ChainPlan.Kind kind) {
        List<Traits> founders = new ArrayList<>();
        for (int id = 0; id < size.subscribers(); id += 1 + random.nextInt(2)) {
            founders.add(traits("s" + id));
        }
        List<Move> moves = new ArrayList<>();
        int churn = rates.of(Chaos.CHURN);
        for (int move = 0; move < 4 * churn; move++) {
            moves.add(
                    switch (random.nextInt(10)) {
                        case 0, 1 -> new Move.Kill(anyId());
                        case 2, 3, 4, 5 -> new Move.Leave(anyId(), Manner.drawn(random.nextInt(8)));
                        default -> new Move.Join(traits(anyId()));
                    });
        }
        return new ChainPlan(kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + round, kind, founders, moves);
    }

    private Traits traits(String id) {
        return drawTraits(random, id, size.subscribers(), rates);
    }

    static Traits drawTraits(SplittableRandom random, String id, int subscribers, Rates rates) {
        Traits.Band band = switch (random.nextInt(12)) {
            case 0 -> Traits.Band.FIRST;
            case 1 -> Traits.Band.LAST;
            default -> Traits.Band.NONE;
        };
        List<String> before = random.nextInt(6) == 0 ? List.of("s" + random.nextInt(subscribers)) : List.of();
        List<String> after = random.nextInt(4) == 0 ? List.of("s" + random.nextInt(subscribers)) : List.of();
        return new Traits(
                id,
                random.nextInt(5),
                random.nextInt(12) == 0,
                band,
                before,
                after,
                random.nextInt(8) == 0,
                random.nextBoolean(),
                drawStyle(random),
                drawDeadline(random),
                random.nextInt(4) == 0,
                random.nextInt(Rates.HIGHEST) < rates.of(Chaos.DURABLE) ? drawComeback(random) : Comeback.NOT_DURABLE,
                random.nextLong());
    }

    static Traits.Style drawStyle(SplittableRandom random) {
        return STYLES.get(random.nextInt(STYLES.size()));
    }

    static int drawDeadline(SplittableRandom random) {
        return 10 + random.nextInt(20);
    }

    /** Of one that is durable. */
    static Comeback drawComeback(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Comeback.NEVER;
            case 1 -> Comeback.AFTER_THE_WINDOW;
            case 2, 3 -> Comeback.AT_ONCE;
            default -> Comeback.WITHIN_THE_WINDOW;
        };
    }

    private String anyId() {
        return "s" + random.nextInt(size.subscribers());
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int step = 0; step < size.steps(); step++) {
            int chain = random.nextInt(ChainPlan.Kind.values().length);
            String key = "k" + random.nextInt(size.keys());
            serial++;
            int draw = random.nextInt(Rates.HIGHEST);
            if (draw < rates.of(Chaos.BURST)) {
                steps.add(new Step.Burst(chain, Plan.OPEN_LIMIT + Plan.OPEN_LIMIT / 2, serial));
            } else if (random.nextInt(Rates.HIGHEST) < rates.of(Chaos.CARELESS)) {
                steps.add(new Step.Careless(chain, key, random.nextInt(PHASES), serial));
            } else {
                steps.add(new Step.Cycle(chain, key, serial));
            }
        }
        return steps;
    }
}
