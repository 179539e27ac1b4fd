package io.chainbus.kernel.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.chainbus.history.check.CheckReport;
import io.chainbus.kernel.demo.RecordedOrder.Count;
import io.chainbus.kernel.tree.ModuleTree;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** The figures for programs: one object; counts are numbers, times milliseconds. */
final class DemoJson {

    private final DemoReport report;
    private final JsonGenerator json;

    private DemoJson(DemoReport report, JsonGenerator json) {
        this.report = report;
        this.json = json;
    }

    static void write(DemoReport report, Writer out) throws IOException {
        // The writer is the caller's to close.
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (JsonGenerator json = factory.createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            DemoJson figures = new DemoJson(report, json);
            figures.modules();
            figures.walks();
            figures.checks();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private void modules() throws IOException {
        ModuleTree tree = report.settings().tree();
        DemoOutcome outcome = report.outcome();
        json.writeStringField("kernel", tree.version());
        json.writeNumberField("modules", tree.size());
        json.writeNumberField("dependencies", tree.dependencyEdges());
        json.writeNumberField("ftraceSites", tree.ftraceSites());
        json.writeNumberField("seed", report.settings().seed());
        json.writeNumberField("loaders", report.settings().loaders());
        json.writeNumberField("booted", outcome.bootedLive());
        json.writeNumberField("loaded", outcome.up().size());
        names("refused", List.copyOf(outcome.refused().keySet()));
        json.writeNumberField("failedWithDependency", outcome.failedWithDependency());
        json.writeNumberField("unloaded", outcome.unloaded());
        names(
                "stayed",
                outcome.stayed().stream().map(module -> module.name()).sorted().toList());
        json.writeNumberField("withoutExit", outcome.withoutExit());
        json.writeNumberField("livepatches", outcome.plan().livepatches().size());
        json.writeNumberField("patchedFunctions", outcome.hooks());
    }

    private void walks() throws IOException {
        CheckReport.Figures figures = report.check().figures();
        RecordedOrder order = report.order();
        json.writeNumberField("walks", figures.walks());
        json.writeNumberField("visits", figures.visits());
        json.writeNumberField("undone", figures.undone());
        json.writeNumberField("vetoed", figures.vetoed());
        json.writeObjectFieldStart("vetoes");
        for (Map.Entry<String, Integer> vetoer : order.vetoes().entrySet()) {
            json.writeNumberField(vetoer.getKey(), vetoer.getValue());
        }
        json.writeEndObject();
        names("up", order.exampleUp());
        names("down", order.exampleDown());
        count("ftraceBeforeLivepatchUp", order.up());
        count("livepatchBeforeFtraceDown", order.down());
        count("livepatchBeforeFtraceUndone", order.undo());
    }

    private void checks() throws IOException {
        json.writeNumberField("ftraceRecords", report.outcome().ftraceRecords());
        json.writeNumberField("orderViolations", report.outcome().violations().size());
        json.writeNumberField("promiseViolations", report.check().violationCount());
        names("surprises", report.outcome().surprises());
        json.writeNumberField("historyLines", report.check().figures().lines());
        json.writeNumberField("milliseconds", report.took().toMillis());
        json.writeNumberField("millisecondsToCheck", report.checked().toMillis());
        json.writeBooleanField("holds", report.holds());
    }

    private void names(String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private void count(String field, Count count) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("right", count.right());
        json.writeNumberField("all", count.all());
        json.writeEndObject();
    }
}
