package io.chainbus.report;

import java.util.List;
import java.util.Locale;

/** Writes a page's HTML, once. */
final class PageHtml {

    /** Nothing is loaded from anywhere, whatever a text in the page may say. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    /** Tables of more columns than this have the whole width. */
    private static final int WIDE = 3;

    private final Page page;
    private final StringBuilder out = new StringBuilder(1 << 17);
    private int plots;
    private int sections;

    PageHtml(Page page) {
        this.page = page;
    }

    String text() {
        line("<!DOCTYPE html>");
        line("<html lang=\"en\">");
        head();
        line("<body>");
        line("<main>");
        top();
        page.sections().forEach(this::section);
        line("</main>");
        scripts();
        line("</body>");
        line("</html>");
        return out.toString();
    }

    private void head() {
        line("<head>");
        line("<meta charset=\"utf-8\">");
        line("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        line("<meta name=\"color-scheme\" content=\"light dark\">");
        // Without one, browsers ask for one.
        line("<link rel=\"icon\" href=\"data:,\">");
        line("<title>" + escaped(page.title()) + "</title>");
        line("<style>");
        line(Assets.style());
        line("</style>");
        line("</head>");
    }

    private void top() {
        line("<header>");
        line("<h1>" + escaped(page.title()) + verdict() + "</h1>");
        line("<p class=\"lead\">" + escaped(page.lead()) + "</p>");
        line("</header>");
        if (!page.tiles().isEmpty()) {
            line("<dl class=\"tiles\">");
            page.tiles().forEach(this::tile);
            line("</dl>");
        }
        if (!page.findings().isEmpty()) {
            line("<ul class=\"findings\" aria-label=\"What was checked\">");
            page.findings().forEach(this::finding);
            line("</ul>");
        }
    }

    private String verdict() {
        if (!page.judged()) {
            return "";
        }
        return page.fails()
                ? " <span class=\"badge fails\">Failed</span>"
                : " <span class=\"badge holds\">Passed</span>";
    }

    private void tile(Tile tile) {
        line("<div class=\"tile\"><dt>" + escaped(tile.label()) + "</dt><dd>" + escaped(tile.value()) + "</dd>"
                + (tile.detail().isEmpty() ? "" : "<dd class=\"detail\">" + escaped(tile.detail()) + "</dd>")
                + "</div>");
    }

    private void finding(Finding finding) {
        String kind = finding.kind().name().toLowerCase(Locale.ROOT);
        line("<li class=\"" + kind + "\"><b>" + finding.kind().label() + "</b> <span>" + escaped(finding.text())
                + "</span></li>");
    }

    private void section(Section section) {
        String heading = "section-" + ++sections;
        line("<section aria-labelledby=\"" + heading + "\">");
        line("<h2 id=\"" + heading + "\">" + escaped(section.title()) + "</h2>");
        line("<div class=\"blocks\">");
        section.blocks().forEach(this::block);
        line("</div>");
        line("</section>");
    }

    private void block(Block block) {
        if (block instanceof Plot plot) {
            plot(plot);
        } else if (block instanceof Table table) {
            line(table.columns().size() > WIDE ? "<div class=\"card wide\">" : "<div class=\"card\">");
            line("<h3>" + escaped(table.caption()) + "</h3>");
            table(table, table.caption());
            line("</div>");
        } else if (block instanceof Block.Prose prose) {
            line("<p class=\"prose\">" + escaped(prose.text()) + "</p>");
        }
    }

    private void plot(Plot plot) {
        String id = "plot-" + plots++;
        line("<figure class=\"card\" aria-labelledby=\"" + id + "-title\">");
        line("<figcaption><h3 id=\"" + id + "-title\">" + escaped(plot.title()) + "</h3>");
        line("<p>" + escaped(plot.alternative()) + "</p></figcaption>");
        line("<div class=\"plot\" id=\"" + id + "\"></div>");
        line("<details><summary>The figures as a table</summary>");
        table(plot.table(), "Figures of " + plot.title());
        line("</details>");
        line("</figure>");
    }

    /** In a box of its own that scrolls, which can be reached with the keyboard. */
    private void table(Table table, String name) {
        line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + escaped(name) + "\">");
        line("<table>");
        if (!table.columns().isEmpty()) {
            out.append("<thead><tr>");
            table.columns()
                    .forEach(column -> out.append("<th scope=\"col\"")
                            .append(column.numeric() ? " class=\"number\">" : ">")
                            .append(escaped(column.label()))
                            .append("</th>"));
            line("</tr></thead>");
        }
        line("<tbody>");
        table.rows().forEach(row -> row(table, row));
        line("</tbody>");
        line("</table>");
        line("</div>");
    }

    private void row(Table table, List<String> row) {
        out.append("<tr>");
        for (int column = 0; column < row.size(); column++) {
            String kind = table.numeric(column) ? " class=\"number\">" : ">";
            out.append(column == 0 ? "<th scope=\"row\"" + kind : "<td" + kind)
                    .append(escaped(row.get(column)))
                    .append(column == 0 ? "</th>" : "</td>");
        }
        line("</tr>");
    }

    private void scripts() {
        if (plots == 0) {
            return;
        }
        line(
                "<noscript><p class=\"prose\">The plots need JavaScript; their figures stand in the tables.</p></noscript>");
        line("<script type=\"application/json\" id=\"plots\">" + PlotJson.of(page.plots()) + "</script>");
        line("<script>");
        line("/*\n" + Assets.licence() + "*/");
        line(Assets.library());
        line("</script>");
        line("<script>");
        line(Assets.script());
        line("</script>");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
