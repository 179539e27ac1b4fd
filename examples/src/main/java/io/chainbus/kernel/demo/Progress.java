package io.chainbus.kernel.demo;

/** Told how far the demo has got. Called from any thread. */
public interface Progress {

    /**
     * Another part begins.
     *
     * @param steps how many it has; 0 where that is not known
     */
    void begin(String part, long steps);

    /** One step of the part is done. */
    void step();

    /** Nobody looks. */
    static Progress none() {
        return new Progress() {
            @Override
            public void begin(String part, long steps) {}

            @Override
            public void step() {}
        };
    }
}
