package io.chainbus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a page is made of; how it looks and works is tested in a browser. */
class PageTest {

    private static final String HTML = SamplePage.page().html();

    @Test
    void a_page_needs_nothing_that_is_not_in_it() {
        assertThat(HTML).contains("default-src 'none'");
        assertThat(Pattern.compile("(?:src|href)=\"(?!data:)")
                        .matcher(HTML.replace("src=x", ""))
                        .find())
                .isFalse();
        assertThat(HTML).doesNotContain("@import").doesNotContain("url(");
    }

    @Test
    void what_is_written_into_a_page_stays_text() {
        assertThat(HTML).doesNotContain("<img");
        assertThat(HTML).contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quotes&quot;");
        // In the figures for the script too, where HTML's own escapes mean nothing.
        assertThat(HTML).contains("\\u003c/script>\\u003cimg");
    }

    @Test
    void every_plot_has_its_figures_as_a_table() {
        assertThat(Pattern.compile("<figure").matcher(HTML).results()).hasSize(5);
        assertThat(Pattern.compile("<summary>The figures as a table</summary>")
                        .matcher(HTML)
                        .results())
                .hasSize(5);
        Table table = SamplePage.page().plots().get(1).table();
        assertThat(table.columns().get(0)).isEqualTo(Table.Column.text("Percentile"));
        assertThat(table.rows().get(2)).containsExactly("75 %", "18.0 µs", "–");
        assertThat(table.rows().get(4)).containsExactly("99 %", "90.0 µs", "40.0 µs");
    }

    @Test
    void the_library_that_draws_comes_with_its_licence() {
        assertThat(HTML)
                .contains("The MIT License (MIT)")
                .contains("Leon Sorokin")
                .contains("github.com/leeoniya/uPlot");
    }

    @Test
    void a_page_says_whether_what_was_checked_holds() {
        assertThat(HTML).contains("<span class=\"badge fails\">Failed</span>");
        assertThat(page(new Finding(Finding.Kind.HOLDS, "fine")).html()).contains("badge holds\">Passed");
        assertThat(page(new Finding(Finding.Kind.NOTE, "by the way")).html()).doesNotContain("class=\"badge");
    }

    @Test
    void a_plot_has_a_value_for_every_place() {
        Axis axis = Axis.linear("x", Quantity.NUMBER);
        Series two = new Series("two", Series.Shape.LINE, Series.Tone.BLUE, List.of(1.0, 2.0));
        assertThatThrownBy(() -> new Plot("p", "a", axis, List.of(1.0), axis, List.of(two), List.of()))
                .hasMessage("'two' of 'p' has 2 values for 1 places");
        assertThatThrownBy(() -> new Plot("p", "a", axis, List.of(1.0), axis, List.of(), List.of()))
                .hasMessage("nothing to plot in 'p'");
    }

    private static Page page(Finding finding) {
        return new Page("t", "l", List.of(), List.of(finding), List.of());
    }
}
