package io.chainbus.report;

import java.util.List;
import java.util.Map;

/**
 * Rows of text. The first cell of each row says what the row is about.
 *
 * @param caption what the table is, for those who come upon it out of its place
 * @param columns one a cell; none where the rows say it all
 */
public record Table(String caption, List<Column> columns, List<List<String>> rows) implements Block {

    /** How a column's cells stand, and what is above them. */
    public record Column(String label, boolean numeric) {

        public static Column text(String label) {
            return new Column(label, false);
        }

        /** Stands to the right, digit below digit. */
        public static Column number(String label) {
            return new Column(label, true);
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Names and what they stand for, in the map's order. */
    public static Table facts(String caption, Map<String, String> facts) {
        return new Table(
                caption,
                List.of(),
                facts.entrySet().stream()
                        .map(fact -> List.of(fact.getKey(), fact.getValue()))
                        .toList());
    }

    boolean numeric(int column) {
        return column < columns.size() && columns.get(column).numeric();
    }
}
