package io.chainbus.kernel.livepatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order one patch's callbacks for one object can run: a post_patch or pre_unpatch only on what a pre_patch has
 * prepared and no post_unpatch has taken back, and a post_unpatch once for each pre_patch that has succeeded.
 */
final class CallbackOrder {

    /** Of each callback, those that can have run before it; none at all is the empty string. */
    private static final Map<String, Set<String>> BEFORE = Map.of(
            "pre_patch", Set.of("", "pre_patch", "post_unpatch"),
            "post_patch", Set.of("pre_patch", "pre_unpatch"),
            "pre_unpatch", Set.of("post_patch"),
            "post_unpatch", Set.of("pre_patch", "post_patch", "pre_unpatch"));

    private CallbackOrder() {}

    /** @param log in which callbacks stand as {@code PATCH CALLBACK OBJECT ...} */
    static void assertKept(List<String> log) {
        Map<String, String> last = new HashMap<>();
        for (String line : log) {
            String[] words = line.split(" ", -1);
            if (words.length > 2 && BEFORE.containsKey(words[1])) {
                String before = last.put(words[0] + " " + words[2], words[1]);
                assertThat(BEFORE.get(words[1])).as("before: " + line).contains(before == null ? "" : before);
            }
        }
    }
}
