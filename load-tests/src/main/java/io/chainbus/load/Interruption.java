package io.chainbus.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.Signals;

/**
 * Ctrl-C, or the polite end that other programs send, while a load runs: the first ends it early, the second ends the
 * process as always. Where the system has no such signals there is nothing to do.
 */
final class Interruption implements AutoCloseable {

    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final Map<String, Object> before = new LinkedHashMap<>();

    /** @param ending called once, on another thread */
    Interruption(Runnable ending) {
        for (String signal : SIGNALS) {
            Object previous = Signals.register(signal, () -> {
                SIGNALS.forEach(Signals::registerDefault);
                ending.run();
            });
            if (previous != null) {
                before.put(signal, previous);
            }
        }
    }

    @Override
    public void close() {
        before.forEach(Signals::unregister);
    }
}
