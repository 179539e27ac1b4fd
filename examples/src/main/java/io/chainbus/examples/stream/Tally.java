package io.chainbus.examples.stream;

import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import java.util.Map;
import java.util.TreeMap;

/**
 * What receipts add up to.
 *
 * @param visits of subscribers, without those of undos
 * @param undone visits of undos
 * @param vetoes how often each veto was given, by module, subscriber and reason
 */
record Tally(int receipts, int succeeded, long visits, long undone, Map<String, Integer> vetoes) {

    static final Tally NONE = new Tally(0, 0, 0, 0, Map.of());

    Tally {
        vetoes = Map.copyOf(vetoes);
    }

    Tally plus(Receipt<String> receipt) {
        return new Tally(
                receipts + 1,
                succeeded + (receipt.success() ? 1 : 0),
                visits + receipt.visits().size(),
                undone + receipt.undone().size(),
                receipt.outcome() instanceof Outcome.Vetoed vetoed ? vetoesWith(receipt, vetoed) : vetoes);
    }

    private Map<String, Integer> vetoesWith(Receipt<String> receipt, Outcome.Vetoed vetoed) {
        Map<String, Integer> more = new TreeMap<>(vetoes);
        String veto =
                receipt.key() + ", by " + vetoed.by() + ": " + vetoed.veto().reason();
        more.merge(veto, 1, Integer::sum);
        return more;
    }

    int vetoed() {
        return vetoes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
