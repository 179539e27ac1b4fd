package io.chainbus.bench.contest;

import io.chainbus.bench.trial.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the rounds of a contest found. Rounds are compared in their order, so each candidate has one sample a round. */
public final class Results {

    private final Map<Run, List<Sample>> samples = new LinkedHashMap<>();

    void add(Run run, Sample sample) {
        samples.computeIfAbsent(run, unused -> new ArrayList<>()).add(sample);
    }

    /** What was measured, in that order: at a fixed rate, or as fast as it goes. */
    public List<Run> runs(boolean paced) {
        return samples.keySet().stream()
                .filter(run -> run.cell().isPaced() == paced)
                .toList();
    }

    /** The median of a figure over the rounds, if it was measured and all of them were sound. */
    public Optional<Median> median(Run run, ToDoubleFunction<Sample> figure) {
        return sound(run)
                .map(list -> Median.of(list.stream().mapToDouble(figure).boxed().toList()));
    }

    /** The median over the rounds of one run's figure divided by another's of the same round. */
    public Optional<Median> ratio(Run above, Run below, ToDoubleFunction<Sample> figure) {
        return sound(above)
                .flatMap(over -> sound(below)
                        .map(under -> Median.of(IntStream.range(0, Math.min(over.size(), under.size()))
                                .mapToObj(round ->
                                        figure.applyAsDouble(over.get(round)) / figure.applyAsDouble(under.get(round)))
                                .toList())));
    }

    private Optional<List<Sample>> sound(Run run) {
        return Optional.ofNullable(samples.get(run))
                .filter(list -> list.stream().allMatch(Sample::sound));
    }

    /** What candidates did not deliver as they promise, a line for each run that is not sound. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        samples.forEach((run, list) -> list.stream()
                .filter(sample -> !sample.sound())
                .findFirst()
                .ifPresent(sample -> faults.add("%s, %s: %s%s"
                        .formatted(
                                run.candidate(),
                                run.cell(),
                                sample.faults().get(0),
                                sample.faults().size() == 1
                                        ? ""
                                        : " (and " + (sample.faults().size() - 1) + " more)"))));
        return faults;
    }
}
