package io.chainbus.report;

import java.util.List;

/**
 * A report: what came of it at the top, then what there is to see.
 *
 * @param title a few words
 * @param lead what was done, in a sentence or two
 * @param tiles the figures to see first
 * @param findings what was checked, and what to know; above the fold
 */
public record Page(String title, String lead, List<Tile> tiles, List<Finding> findings, List<Section> sections) {

    public Page {
        tiles = List.copyOf(tiles);
        findings = List.copyOf(findings);
        sections = List.copyOf(sections);
    }

    /**
     * The page as one HTML file that needs nothing else, no network either: styles, scripts and figures are in it. It
     * follows the reader's choice of a light or a dark page.
     */
    public String html() {
        return new PageHtml(this).text();
    }

    List<Plot> plots() {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Plot.class::isInstance)
                .map(Plot.class::cast)
                .toList();
    }

    boolean fails() {
        return findings.stream().anyMatch(finding -> finding.kind() == Finding.Kind.FAILS);
    }

    boolean judged() {
        return findings.stream().anyMatch(finding -> finding.kind() != Finding.Kind.NOTE);
    }
}
