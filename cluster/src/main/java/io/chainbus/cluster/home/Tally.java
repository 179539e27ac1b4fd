package io.chainbus.cluster.home;

import io.chainbus.coordinator.Counters;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Walk;

/** Counts what happens on a chain while this coordinator has it. Single-threaded. */
final class Tally {

    private long accepted;
    private long completed;
    private long stopped;
    private long vetoed;
    private long refusedAtTurn;
    private long refusedAtOnce;
    private long joins;
    private long leaves;
    private long deaths;
    private long absences;
    private long returns;

    void accepted() {
        accepted++;
    }

    void ended(Walk<?> walk) {
        Outcome outcome = walk.ending();
        if (outcome instanceof Outcome.Vetoed) {
            vetoed++;
        } else if (outcome instanceof Outcome.Stopped) {
            stopped++;
        } else {
            completed++;
        }
    }

    void refusedAtTurn() {
        refusedAtTurn++;
    }

    void refusedAtOnce() {
        refusedAtOnce++;
    }

    void joined() {
        joins++;
    }

    void gone(Skip cause) {
        if (cause == Skip.DIED) {
            deaths++;
        } else {
            leaves++;
        }
    }

    void away() {
        absences++;
    }

    void back() {
        returns++;
    }

    Counters counters(long open, long waiting) {
        return new Counters(
                accepted,
                completed,
                stopped,
                vetoed,
                refusedAtTurn,
                refusedAtOnce,
                open - waiting,
                waiting,
                joins,
                leaves,
                deaths,
                absences,
                returns);
    }
}
