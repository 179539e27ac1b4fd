package io.chainbus.dispatch;

/** Hears how somebody gets on who leaves and lets go first of what it holds; during {@link Dispatcher#departSolos}. */
public interface Leaver {

    /** From now on it is visited by the walks of its own leaving only. */
    void silent();

    /** It holds nothing any more. */
    void through();
}
