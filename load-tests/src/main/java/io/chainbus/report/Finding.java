package io.chainbus.report;

/** Something that was looked at, and what came of it. */
public record Finding(Kind kind, String text) {

    /** What came of it. */
    public enum Kind {
        HOLDS("Holds"),
        FAILS("Fails"),
        /** Not a failure, but who reads the figures should know it. */
        NOTE("Note");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
