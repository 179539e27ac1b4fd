package io.chainbus.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Series over one x. In the page it has its figures as a table below it, for those who cannot see it and those who want
 * to know exactly.
 *
 * @param alternative what it shows, in a sentence with figures: read aloud in place of the drawing, and shown below the
 *     title
 * @param x where each value stands, ascending
 * @param series at least one, each with a value for each x
 * @param marks what is drawn beside the series
 */
public record Plot(
        String title, String alternative, Axis across, List<Double> x, Axis up, List<Series> series, List<Mark> marks)
        implements Block {

    /** Something that is marked in a plot. */
    public sealed interface Mark {

        /** A time, or another part of the x axis, that is shaded. */
        record Span(double from, double to, String label) implements Mark {}

        /** A value that is not to be crossed, or that was aimed at. */
        record Level(double value, String label) implements Mark {}
    }

    public Plot {
        x = List.copyOf(x);
        series = List.copyOf(series);
        marks = List.copyOf(marks);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("nothing to plot in '" + title + "'");
        }
        for (Series one : series) {
            if (one.values().size() != x.size()) {
                throw new IllegalArgumentException("'%s' of '%s' has %d values for %d places"
                        .formatted(one.label(), title, one.values().size(), x.size()));
            }
        }
    }

    /** The figures behind it. */
    Table table() {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.text(across.label()));
        series.forEach(one -> columns.add(Table.Column.number(one.label())));
        List<List<String>> rows = new ArrayList<>();
        for (int index = 0; index < x.size(); index++) {
            int row = index;
            List<String> cells = new ArrayList<>();
            cells.add(across.quantity().text(x.get(index)));
            series.forEach(one -> cells.add(up.quantity().text(one.values().get(row))));
            rows.add(cells);
        }
        return new Table(title, columns, rows);
    }
}
