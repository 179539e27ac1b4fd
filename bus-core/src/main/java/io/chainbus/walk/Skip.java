package io.chainbus.walk;

/** Why a walk passed a place of its route by (promise P7). */
public enum Skip {
    /** The subscriber's leave had been accepted before its handler began. */
    LEFT,
    /** The subscriber's actor had stopped before its handler began. */
    DIED
}
