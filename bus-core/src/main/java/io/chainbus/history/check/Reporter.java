package io.chainbus.history.check;

import java.util.Collection;

/** Where what was found on one chain goes. */
record Reporter(Findings findings, String chain) {

    void broken(Promise promise, String message, Mark... proof) {
        findings.broken(promise, chain, message, proof);
    }

    void broken(Promise promise, String message, Collection<Mark> proof) {
        findings.broken(promise, chain, message, proof);
    }

    void note(String note) {
        findings.note(chain + ": " + note);
    }
}
