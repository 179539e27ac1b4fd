package io.chainbus.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.chainbus.load.figures.FiguresFixture;
import io.chainbus.load.figures.Machine;
import io.chainbus.load.output.FiguresPage;
import io.chainbus.load.threshold.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages as a browser shows them: what is written in them can be seen, reached and read. */
class PageInBrowser {

    /** Both kinds: one with everything that there is, and a load's. */
    enum Kind {
        SAMPLE,
        LOAD;

        String html() {
            return this == SAMPLE
                    ? SamplePage.page().html()
                    : FiguresPage.of(
                                    FiguresFixture.thousand(true),
                                    new Machine(Map.of("Java", "17")),
                                    List.of(Threshold.read("p99>5ms"), Threshold.read("errors>0")))
                            .html();
        }
    }

    /** The contrast that WCAG 2.1 asks for (AA): 4.5 to 1 for text, between any text and what is behind it. */
    private static final String LEAST_CONTRAST = """
            () => {
              const parse = text => {
                const parts = text.match(/[0-9.]+/g).map(Number);
                return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
              };
              const light = rgb => rgb
                .map(part => part / 255)
                .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
              const behind = element => {
                for (let at = element; at; at = at.parentElement) {
                  const colour = parse(getComputedStyle(at).backgroundColor);
                  if (colour.alpha === 1) return colour.rgb;
                }
                return [255, 255, 255];
              };
              let least = { ratio: 21, text: '' };
              const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const text = walker.currentNode.textContent.trim();
                const element = walker.currentNode.parentElement;
                if (!text || !element.checkVisibility()) continue;
                const [one, other] = [light(parse(getComputedStyle(element).color).rgb), light(behind(element))];
                const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                if (ratio < least.ratio) least = { ratio, text };
              }
              return [least.ratio, least.text];
            }""";

    /** How many of a canvas's pixels are drawn, and in how many colours. */
    private static final String DRAWN = """
            canvas => {
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              let drawn = 0;
              const colours = new Set();
              for (let at = 0; at < data.length; at += 4) {
                if (data[at + 3] > 0) {
                  drawn++;
                  colours.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
                }
              }
              return [drawn, colours.size];
            }""";

    private static final String FIRST_PICTURE = "document.querySelector('.plot canvas').toDataURL()";

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    /** Shows the page; whatever the browser complains of, or asks the network for, fails the test. */
    private void show(Kind kind, int width, ColorScheme scheme, Consumer<com.microsoft.playwright.Page> look)
            throws IOException {
        Path file = folder.resolve("page.html");
        Files.writeString(file, kind.html());
        List<String> said = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        try (BrowserContext window = chromium.window(width, 800, scheme)) {
            com.microsoft.playwright.Page page = window.newPage();
            page.onConsoleMessage(message -> said.add(message.text()));
            page.onPageError(said::add);
            page.onRequest(request -> asked.add(request.url()));
            page.navigate(file.toUri().toString());
            look.accept(page);
        }
        assertThat(said).as("console").isEmpty();
        assertThat(asked).as("requests").containsExactly(file.toUri().toString());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_plot_is_drawn_and_has_a_text_in_its_place(Kind kind) throws IOException {
        show(kind, 1280, ColorScheme.LIGHT, page -> {
            List<Locator> figures = page.locator("figure:not(:has(.nothing))").all();
            assertThat(figures).hasSizeGreaterThanOrEqualTo(3);
            for (Locator figure : figures) {
                Locator canvas = figure.locator("canvas");
                @SuppressWarnings("unchecked")
                List<Integer> drawn = (List<Integer>) canvas.evaluate(DRAWN);
                assertThat(drawn.get(0)).as("pixels").isGreaterThan(2000);
                assertThat(drawn.get(1)).as("colours").isGreaterThan(5);
                assertThat(canvas.getAttribute("role")).isEqualTo("img");
                assertThat(canvas.getAttribute("aria-label")).hasSizeGreaterThan(20);
            }
        });
    }

    @Test
    void what_has_no_place_on_a_logarithmic_axis_is_left_out_of_the_plot_and_stands_in_the_table() throws IOException {
        show(Kind.SAMPLE, 1280, ColorScheme.LIGHT, page -> {
            Locator figure = page.locator("figure:has-text('Cost by size')");
            assertThat(figure.locator("canvas").count()).isEqualTo(1);
            assertThat(figure.locator("tbody tr:has(th[scope=row])").count()).isEqualTo(6);
            Locator nothing = page.locator("figure:has-text('Nothing that has a place')");
            assertThat(nothing.locator("canvas").count()).isZero();
            assertThat(nothing.locator(".nothing").textContent()).isEqualTo("Nothing to draw.");
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_phone_need_not_scroll_sideways(Kind kind) throws IOException {
        for (int width : new int[] {320, 390, 768}) {
            show(kind, width, ColorScheme.LIGHT, page -> {
                Object beyond = page.evaluate(
                        "document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertThat(beyond).as("at %d", width).isEqualTo(0);
                page.locator(".plot canvas").all().forEach(canvas -> assertThat(canvas.boundingBox().width)
                        .isBetween(width / 3.0, (double) width));
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void it_can_be_read_in_the_light_and_in_the_dark(Kind kind) throws IOException {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            show(kind, 1280, scheme, page -> {
                page.locator("summary").all().forEach(Locator::click);
                List<?> least = (List<?>) page.evaluate(LEAST_CONTRAST);
                assertThat(((Number) least.get(0)).doubleValue())
                        .as("contrast of '%s' in %s", least.get(1), scheme)
                        .isGreaterThanOrEqualTo(4.5);
                String background = (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
                List<Integer> parts = Arrays.stream(
                                background.replaceAll("[^0-9,]", "").split(","))
                        .map(Integer::valueOf)
                        .toList();
                assertThat(parts).allSatisfy(part -> {
                    if (scheme == ColorScheme.DARK) {
                        assertThat(part).isLessThan(50);
                    } else {
                        assertThat(part).isGreaterThan(200);
                    }
                });
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void plots_follow_the_scheme_when_it_changes(Kind kind) throws IOException {
        show(kind, 1280, ColorScheme.LIGHT, page -> {
            Object light = page.evaluate(FIRST_PICTURE);
            page.emulateMedia(new com.microsoft.playwright.Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.waitForCondition(() -> !page.evaluate(FIRST_PICTURE).equals(light));
            assertThat(page.locator(".plot canvas").count())
                    .isEqualTo(page.locator(".plot:not(:has(.nothing))").count());
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tables_are_reached_with_the_keyboard(Kind kind) throws IOException {
        show(kind, 390, ColorScheme.LIGHT, page -> {
            Locator table = page.locator("figure details table").first();
            assertThat(table.isVisible()).isFalse();
            page.locator("figure summary").first().focus();
            page.keyboard().press("Enter");
            assertThat(table.isVisible()).isTrue();
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.getAttribute('role')")).isEqualTo("region");
            assertThat(table.locator("tbody tr").count()).isGreaterThan(2);
            assertThat(table.locator("thead th").count()).isGreaterThan(1);
        });
    }
}
