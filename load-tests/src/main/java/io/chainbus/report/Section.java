package io.chainbus.report;

import java.util.List;

/**
 * Part of a page, under a heading.
 *
 * @param blocks where the page is wide, two plots stand beside each other
 */
public record Section(String title, List<Block> blocks) {

    public Section {
        blocks = List.copyOf(blocks);
    }
}
