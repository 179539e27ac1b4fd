package io.chainbus.event;

/** What accepting a phase means for whoever accepts it. */
public enum Role {
    /** Who accepts holds something for the event's key from then on, until an undo or a release. */
    ACQUIRE,
    /** Visits the holders of the key, who then hold nothing. */
    RELEASE,
    /** Visits whoever is registered; nobody holds anything by it. */
    NOTIFY
}
