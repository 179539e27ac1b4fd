package io.chainbus.kernel.tree;

import io.chainbus.input.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a parser has understood of a file so far: its modules with their lines, and what is wrong. A name stands here even
 * if the rest of its line is broken, so that one broken line is not reported again by everyone who depends on it.
 */
final class Rows {

    /** A module and the line it stands on. */
    record Row(int line, TreeModule module) {}

    private final String file;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Integer> lineOfName = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Rows(String file) {
        this.file = file;
    }

    List<Row> rows() {
        return rows;
    }

    List<Problem> problems() {
        return problems;
    }

    boolean knows(String name) {
        return lineOfName.containsKey(name);
    }

    void problem(int line, String expected, String found) {
        problems.add(new Problem(file, line, "expected " + expected + ", found " + found));
    }

    /** Takes a name, unless it cannot be one or is taken. */
    boolean claim(int line, String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            problem(line, "a module's name", Found.quoted(name));
            return false;
        }
        Integer taken = lineOfName.putIfAbsent(name, line);
        if (taken != null) {
            problem(line, "a name that is not used before", Found.quoted(name) + ", as on line " + taken);
            return false;
        }
        return true;
    }

    void add(int line, TreeModule module) {
        rows.add(new Row(line, module));
    }
}
