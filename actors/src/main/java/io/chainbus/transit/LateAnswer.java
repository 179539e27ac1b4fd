package io.chainbus.transit;

import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;

/**
 * An answer that came after another verdict had been given in its place.
 *
 * @param standIn what the other verdict stood in for
 * @param from when the handler was called
 * @param to when its answer was there
 */
record LateAnswer<T>(Visit<T> visit, Verdict verdict, Source standIn, long from, long to) {

    static <T> LateAnswer<T> of(Pending<T> pending) {
        Pending.Answer answer = pending.answer();
        return new LateAnswer<>(pending.visit(), answer.verdict(), pending.standIn(), pending.from(), answer.to());
    }
}
