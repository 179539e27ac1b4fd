package io.chainbus.report;

import java.util.List;

/**
 * What a plot draws in one colour: a value for each x, or {@code NaN} where there is none.
 *
 * @param label what it is, unique in its plot
 */
public record Series(String label, Shape shape, Tone tone, List<Double> values) {

    /** How it is drawn. */
    public enum Shape {
        LINE,
        /** A line with its points marked, where they are few. */
        POINTS,
        /** A thin broken line: what was meant to be, or what is beside the matter. */
        DASHED,
        /** A line with the space below it filled. */
        AREA,
        /** A bar for each x. */
        BARS
    }

    /** Its colour, of which light and dark pages have their own shades. */
    public enum Tone {
        BLUE,
        TEAL,
        VIOLET,
        ORANGE,
        RED,
        GREY
    }

    public Series {
        values = List.copyOf(values);
    }
}
