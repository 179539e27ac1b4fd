package io.chainbus.node;

import io.chainbus.cli.ExitStatus;

/** How a node came to its end. */
public enum Ending {
    /** It was told to, and left the cluster in good order. */
    LEFT("has left the cluster"),
    /** The others went on without it, since it could not be reached, or was in the smaller half. */
    SHUT_OUT("was shut out of the cluster, since it and the others did not reach each other"),
    /** The cluster found settings of it that do not go with its own. */
    OTHERWISE_CONFIGURED("was not let into the cluster: its settings and the other nodes' do not go together"),
    /** None of its seeds let it in. */
    NOT_LET_IN("was not let into the cluster: no seed answered, or they do not trust each other's certificates");

    private final String text;

    Ending(String text) {
        this.text = text;
    }

    /** What its process is to end with, so that whoever supervises it knows whether to start it again. */
    public ExitStatus status() {
        return this == LEFT ? ExitStatus.DONE : ExitStatus.DOES_NOT_HOLD;
    }

    /** For people: what the node did. */
    public String text() {
        return text;
    }
}
