package io.chainbus.history.check;

/** The promises that a history can prove broken. */
public enum Promise {
    P1("order"),
    P2("one at a time"),
    P3("mirror"),
    P4("undo"),
    P5("keys"),
    P6("joined means joined"),
    P7("left means silent"),
    P8("exactly once");

    private final String title;

    Promise(String title) {
        this.title = title;
    }

    /** What the promise is called. */
    public String title() {
        return title;
    }
}
