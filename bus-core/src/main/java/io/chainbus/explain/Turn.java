package io.chainbus.explain;

import io.chainbus.walk.PublishRefusal;

/** What happens when an event's turn comes. */
public sealed interface Turn {

    /** Its walk starts. */
    record Starts() implements Turn {}

    /** Its walk starts and ends at once: it is a release, and the key is not up. */
    record NothingUp() implements Turn {}

    /** There is no walk; what is explained is what it would be without this. */
    record Refused(PublishRefusal refusal) implements Turn {}
}
