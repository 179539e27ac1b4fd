package io.chainbus.bench.scale;

import io.chainbus.bench.contest.Median;
import io.chainbus.report.Quantity;
import java.util.List;

/**
 * How figures grow with something.
 *
 * @param title what they are about
 * @param along what grows
 * @param rows one for each size, ascending
 */
public record Growth(String title, String along, List<Column> columns, List<Row> rows) {

    /**
     * One of the figures.
     *
     * @param name for programs
     * @param label for people
     */
    public record Column(String name, String label, Quantity quantity) {}

    /**
     * The figures at one size.
     *
     * @param values one for each column
     */
    public record Row(long size, List<Median> values) {

        public Row {
            values = List.copyOf(values);
        }
    }

    public Growth {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** That figure at that size. */
    public Median at(long size, String column) {
        int index = columns.stream().map(Column::name).toList().indexOf(column);
        return rows.stream()
                .filter(row -> row.size() == size)
                .findAny()
                .orElseThrow()
                .values()
                .get(index);
    }
}
