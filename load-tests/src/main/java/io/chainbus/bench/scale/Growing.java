package io.chainbus.bench.scale;

import io.chainbus.bench.candidate.Actors;
import java.util.List;

/** Something that grows, and what is measured of it. */
interface Growing {

    String title();

    /** What grows. */
    String along();

    List<Growth.Column> columns();

    /** Measures all columns once at that size. */
    List<Double> measure(Actors actors, int size, long nanos);
}
