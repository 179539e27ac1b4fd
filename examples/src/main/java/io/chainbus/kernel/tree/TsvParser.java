package io.chainbus.kernel.tree;

import io.chainbus.kernel.tree.Lines.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The tab-separated format: a header line, columns found by name, unknown ones ignored. {@code name} and {@code depends}
 * are required. Where a column is not there at all: {@link Defaults}.
 */
final class TsvParser {

    private static final String NAME = "name";
    private static final String DEPENDS = "depends";
    private static final String SOFTDEP_PRE = "softdep_pre";
    private static final String FTRACE_SITES = "ftrace_sites";
    private static final String HAS_INIT = "has_init";
    private static final String HAS_EXIT = "has_exit";
    private static final String TEXT_BYTES = "text_bytes";

    private final Rows rows;
    private final Map<String, Integer> columns = new HashMap<>();
    private int width;

    private TsvParser(Rows rows) {
        this.rows = rows;
    }

    /** Whether a file that begins with this line is meant to be in this format. */
    static boolean recognises(Line first) {
        List<String> cells = cells(first.text());
        return cells.contains(NAME) || cells.contains(DEPENDS);
    }

    static void parse(List<Line> lines, Rows rows) {
        TsvParser parser = new TsvParser(rows);
        if (parser.header(lines.get(0))) {
            lines.stream().skip(1).filter(line -> !line.blank()).forEach(parser::row);
        }
    }

    private boolean header(Line line) {
        List<String> names = cells(line.text());
        width = names.size();
        boolean usable = true;
        for (int i = 0; i < width; i++) {
            if (columns.putIfAbsent(names.get(i), i) != null) {
                rows.problem(line.number(), "each column once", "two named " + Found.quoted(names.get(i)));
                usable = false;
            }
        }
        for (String required : List.of(NAME, DEPENDS)) {
            if (!columns.containsKey(required)) {
                rows.problem(line.number(), "a column '" + required + "'", "the columns " + String.join(", ", names));
                usable = false;
            }
        }
        return usable;
    }

    private void row(Line line) {
        List<String> cells = cells(line.text());
        int nameAt = columns.getOrDefault(NAME, 0);
        String name = nameAt < cells.size() ? TreeModule.normalised(cells.get(nameAt)) : "";
        if (cells.size() != width) {
            if (!name.isEmpty()) {
                rows.claim(line.number(), name);
            }
            rows.problem(line.number(), width + " columns", String.valueOf(cells.size()));
            return;
        }
        boolean named = rows.claim(line.number(), name);
        Numbers numbers = new Numbers(line.number(), cells);
        int sites = (int) numbers.upTo(FTRACE_SITES, Defaults.MOST_FTRACE_SITES, Defaults.FTRACE_SITES);
        boolean init = numbers.flag(HAS_INIT);
        boolean exit = numbers.flag(HAS_EXIT);
        long text = numbers.upTo(TEXT_BYTES, Long.MAX_VALUE, 0);
        if (named) {
            rows.add(
                    line.number(),
                    new TreeModule(name, names(cells, DEPENDS), names(cells, SOFTDEP_PRE), sites, init, exit, text));
        }
    }

    private List<String> names(List<String> cells, String column) {
        Integer at = columns.get(column);
        List<String> names = new ArrayList<>();
        if (at != null) {
            for (String part : cells.get(at).split(",", -1)) {
                String name = TreeModule.normalised(part.strip());
                if (!name.isEmpty() && !names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\t", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    /** The numbers of one line; what is wrong with one of them is reported and a default goes on in its place. */
    private final class Numbers {
        private final int line;
        private final List<String> cells;

        Numbers(int line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        long upTo(String column, long most, long absent) {
            Integer at = columns.get(column);
            if (at == null) {
                return absent;
            }
            OptionalLong value = whole(cells.get(at));
            if (value.isEmpty() || value.getAsLong() > most) {
                String range = most == Long.MAX_VALUE ? "from 0" : "from 0 to " + most;
                rows.problem(line, "a whole number " + range + " in '" + column + "'", found(at));
                return absent;
            }
            return value.getAsLong();
        }

        boolean flag(String column) {
            Integer at = columns.get(column);
            if (at == null) {
                return true;
            }
            String cell = cells.get(at);
            if (!cell.equals("0") && !cell.equals("1")) {
                rows.problem(line, "0 or 1 in '" + column + "'", found(at));
            }
            return !cell.equals("0");
        }

        private String found(int at) {
            return Found.quoted(cells.get(at));
        }
    }

    /** The number, unless {@code text} is not one of plain digits or does not fit. */
    private static OptionalLong whole(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
