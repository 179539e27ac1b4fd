package io.chainbus.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What every page carries along: its own style and script, and uPlot's (MIT), from its WebJar. */
final class Assets {

    private static final String UPLOT_POM = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

    private Assets() {}

    static String style() {
        return uplot("dist/uPlot.min.css") + read("report.css");
    }

    /** Wherever a copy of uPlot goes, its licence goes along. */
    static String licence() {
        return uplot("LICENSE");
    }

    static String library() {
        return uplot("dist/uPlot.iife.min.js");
    }

    static String script() {
        return read("report.js");
    }

    private static String uplot(String file) {
        var pom = new Properties();
        try {
            pom.load(new StringReader(read(UPLOT_POM)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read("/META-INF/resources/webjars/uplot/" + pom.getProperty("version") + "/" + file);
    }

    private static String read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
