package io.chainbus.bench;

import io.chainbus.bench.contest.Requirement;
import io.chainbus.bench.scale.Growth;
import io.chainbus.bench.scale.Scale;
import io.chainbus.report.Axis;
import io.chainbus.report.Block;
import io.chainbus.report.Finding;
import io.chainbus.report.Page;
import io.chainbus.report.Plot;
import io.chainbus.report.Quantity;
import io.chainbus.report.Section;
import io.chainbus.report.Series;
import io.chainbus.report.Table;
import io.chainbus.report.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How Chainbus grows, as a page with plots. */
final class ScalePage {

    private ScalePage() {}

    static Page of(List<Growth> growths, List<Requirement> requirements, Scale.Effort effort, Conditions conditions) {
        List<Tile> tiles = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Requirement requirement : requirements) {
            requirement.found().ifPresent(found -> {
                String value = RequirementText.digits(found.value());
                tiles.add(new Tile(sentence(requirement.what()), value, "must be " + requirement.bound()));
                findings.add(new Finding(
                        requirement.broken() ? Finding.Kind.FAILS : Finding.Kind.HOLDS,
                        "%s: %s, must be %s".formatted(sentence(requirement.what()), value, requirement.bound())));
            });
        }
        conditions
                .unrest()
                .map(note -> new Finding(Finding.Kind.NOTE, sentence(note)))
                .ifPresent(findings::add);
        return new Page(
                "How Chainbus grows",
                sentence(conditions.text(Conditions.medians(effort.rounds())))
                        + ". Memory is of the heap after it was collected, without ids, handlers, keys and payloads.",
                tiles,
                findings,
                growths.stream().map(ScalePage::section).toList());
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static Section section(Growth growth) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(table(growth));
        for (int column = 0; column < growth.columns().size(); column++) {
            blocks.add(plot(growth, column));
        }
        return new Section(growth.title(), blocks);
    }

    private static Table table(Growth growth) {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.number(growth.along()));
        growth.columns().forEach(column -> columns.add(Table.Column.number(column.label())));
        List<List<String>> rows = new ArrayList<>();
        for (Growth.Row row : growth.rows()) {
            List<String> cells = new ArrayList<>();
            cells.add(size(row.size()));
            for (int i = 0; i < growth.columns().size(); i++) {
                cells.add(text(growth, row, i));
            }
            rows.add(cells);
        }
        return new Table(growth.title(), columns, rows);
    }

    private static Plot plot(Growth growth, int index) {
        Growth.Column column = growth.columns().get(index);
        // Nothing has no place where equal steps stand for equal ratios; it is in the table.
        List<Growth.Row> placed =
                growth.rows().stream().filter(row -> row.size() > 0).toList();
        List<Double> sizes = placed.stream().map(row -> (double) row.size()).toList();
        List<Double> values = placed.stream()
                .map(row -> row.values().get(index).value())
                .map(value -> value > 0 ? value : Double.NaN)
                .toList();
        Growth.Row first = placed.stream()
                .filter(row -> row.values().get(index).value() > 0)
                .findFirst()
                .orElse(placed.get(0));
        Growth.Row last = growth.rows().get(growth.rows().size() - 1);
        return new Plot(
                sentence(column.label()),
                "%s with %s %s, %s with %s"
                        .formatted(
                                text(growth, first, index),
                                size(first.size()),
                                growth.along(),
                                text(growth, last, index),
                                size(last.size())),
                Axis.logarithmic(growth.along(), Quantity.NUMBER),
                sizes,
                Axis.logarithmic(column.label(), column.quantity()),
                List.of(new Series(column.label(), Series.Shape.POINTS, Series.Tone.BLUE, values)),
                List.of());
    }

    private static String text(Growth growth, Growth.Row row, int column) {
        return growth.columns()
                .get(column)
                .quantity()
                .text(row.values().get(column).value());
    }

    private static String size(long size) {
        return String.format(Locale.ROOT, "%,d", size);
    }
}
