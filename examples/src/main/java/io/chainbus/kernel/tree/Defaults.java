package io.chainbus.kernel.tree;

/** What is assumed of a module where a tree does not say it, as {@code modules.dep} never does. */
final class Defaults {

    /**
     * One call site: the least with which a module's ftrace records, and so the order of ftrace and livepatch, can be
     * seen at all. None would make every livepatch of such a tree fail.
     */
    static final int FTRACE_SITES = 1;

    /** More than any module has (a whole kernel has some 70,000); what a mistyped number is caught by. */
    static final int MOST_FTRACE_SITES = 1_000_000;

    private Defaults() {}
}
