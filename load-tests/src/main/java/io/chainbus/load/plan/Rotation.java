package io.chainbus.load.plan;

/**
 * Which key a publisher's next event is about, and what it does to it: lap by lap through its keys, each a step further in
 * the mix than in the lap before. Keys start one step behind each other, so that at any time all steps are on the way, and
 * not first everybody's acquire and then everybody's release. Single-threaded; costs no memory for a key.
 */
public final class Rotation {

    private final Mix.Step[] steps;
    private final int keys;
    private long lap;
    private int cursor = -1;

    /** Through keys {@code 0} to {@code keys - 1}. */
    public Rotation(Mix mix, int keys) {
        this.steps = mix.steps().toArray(Mix.Step[]::new);
        this.keys = keys;
    }

    /** Goes on to the next event. */
    public void advance() {
        do {
            if (++cursor == keys) {
                cursor = 0;
                lap++;
            }
        } while (lap < behind());
    }

    /** Which key it is about. */
    public int key() {
        return cursor;
    }

    /** What it does to the key. */
    public Mix.Step step() {
        return steps[(int) ((lap - behind()) % steps.length)];
    }

    private int behind() {
        return cursor % steps.length;
    }
}
