package io.chainbus.cli;

/** What a command ends with, and the exit status of the process that says so. */
public enum ExitStatus {
    /** The command did what it was asked, and what it checked holds. */
    DONE(0),
    /** The command ran to its end, and what it checked does not hold. */
    DOES_NOT_HOLD(1),
    /** The call or the input is wrong; a line on standard error for each problem says where and what was expected. */
    REFUSED(2),
    /** A bug in this program; {@code CHAINBUS_DEBUG=1} shows the stack trace. */
    FAILED(3);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The exit status of the process. */
    public int code() {
        return code;
    }
}
