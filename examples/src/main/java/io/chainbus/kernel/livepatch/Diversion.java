package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.task.Version;

/** Where a patch leads the calls of one function. */
sealed interface Diversion {

    String function();

    /** What a call runs. */
    Version of(String patch, Version original);

    /** To the patch's own code. */
    record Replacement(FunctionPatch patched) implements Diversion {

        @Override
        public String function() {
            return patched.function();
        }

        @Override
        public Version of(String patch, Version original) {
            return new Version(patch, patched.replacement());
        }
    }

    /**
     * Back to the original: for a function that a patch does not replace, and that those replace which it takes over from
     * (Linux: a {@code nop} function). Needed for as long as these are there.
     */
    record Nop(String function) implements Diversion {

        @Override
        public Version of(String patch, Version original) {
            return new Version(patch, original.code());
        }
    }
}
