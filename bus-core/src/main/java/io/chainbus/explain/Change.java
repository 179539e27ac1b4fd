package io.chainbus.explain;

/** What is different for one subscriber in one walk from what it was in another. */
public sealed interface Change {

    String subscriber();

    /** It is visited in both, and not in the same order with those that keep theirs. */
    record Moved(Place from, Place to) implements Change {
        @Override
        public String subscriber() {
            return to.subscriber();
        }
    }

    /** It is visited in the second walk only. */
    record Appears(Place at) implements Change {
        @Override
        public String subscriber() {
            return at.subscriber();
        }
    }

    /** It is visited in the first walk only. */
    record Disappears(Place from) implements Change {
        @Override
        public String subscriber() {
            return from.subscriber();
        }
    }
}
