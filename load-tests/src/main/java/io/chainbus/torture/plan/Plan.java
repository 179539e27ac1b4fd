package io.chainbus.torture.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Everything that a round is going to do; what is up to the threads is only when. Pure: the same seed, round, size and
 * rates make the same plan.
 *
 * @param publishers the steps of each
 */
public record Plan(long seed, int round, Size size, Rates rates, List<ChainPlan> chains, List<List<Step>> publishers) {

    /** Events that a chain of a round may have open; bursts are beyond it. */
    public static final int OPEN_LIMIT = 512;

    /** How long a durable subscriber may be away. */
    public static final Duration WINDOW = Duration.ofMillis(60);

    public Plan {
        chains = List.copyOf(chains);
        publishers = List.copyOf(publishers);
    }

    public static Plan of(long seed, int round, Size size, Rates rates) {
        return new Planner(seed, round, size, rates).plan();
    }

    /** What tells this plan from others. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Object> parts = new ArrayList<>(chains);
            parts.addAll(publishers);
            for (Chaos kind : Chaos.values()) {
                parts.add(kind + "=" + rates.of(kind));
            }
            parts.forEach(part -> digest.update(part.toString().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
