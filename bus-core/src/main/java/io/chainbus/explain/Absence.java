package io.chainbus.explain;

import java.util.List;

/**
 * Somebody whom a release does not visit.
 *
 * @param place its place from 1 in the chain's order
 */
public record Absence(String subscriber, int place, Why why) {

    /** Why a release does not visit somebody who is registered. */
    public sealed interface Why {

        /** What follows a subscriber's name, in a few words. */
        String text();

        /** The key is not up, so there is nobody to visit. */
        record NotUp() implements Why {
            @Override
            public String text() {
                return "the key is not up";
            }
        }

        /** It was there when the key came up, or came since then, and has accepted none of what is up. */
        record AcceptedNothing() implements Why {
            @Override
            public String text() {
                return "accepted nothing of it";
            }
        }

        /**
         * It registered after the key had come up, and so was not asked.
         *
         * @param phases those that the key is up in
         */
        record JoinedLater(List<String> phases) implements Why {

            public JoinedLater {
                phases = List.copyOf(phases);
            }

            @Override
            public String text() {
                return "joined after its " + String.join(" and ", phases);
            }
        }
    }
}
