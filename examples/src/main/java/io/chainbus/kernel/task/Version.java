package io.chainbus.kernel.task;

/**
 * The code that a call of a function runs, and whose it is: the function's own, or what a hook has put in its place.
 *
 * @param by who put it there, or {@link #ORIGINAL}
 */
public record Version(String by, FunctionCode code) {

    /** Nobody: the function itself. */
    public static final String ORIGINAL = "";

    public static Version original(FunctionCode code) {
        return new Version(ORIGINAL, code);
    }
}
