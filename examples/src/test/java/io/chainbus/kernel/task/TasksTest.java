package io.chainbus.kernel.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TasksTest {

    private static final Site WORK = new Site("m", "work");

    private final VirtualClock clock = new VirtualClock();
    private final List<String> log = new ArrayList<>();
    private final Map<Site, Version> redirected = new HashMap<>();
    private final Tasks tasks = new Tasks(clock, (site, original) -> redirected.getOrDefault(site, original), log::add);

    @Test
    void a_task_begins_when_time_passes_and_returns_when_its_time_is_over() {
        CompletionStage<?> returned = tasks.start(WORK, () -> course("enters", 3, "leaves"));
        assertThat(log).isEmpty();
        assertThat(inside()).isFalse();
        pass(2);
        assertThat(log).containsExactly("enters");
        assertThat(inside()).isTrue();
        assertThat(returned.toCompletableFuture()).isNotDone();
        pass(3);
        assertThat(log).containsExactly("enters", "leaves");
        assertThat(inside()).isFalse();
        assertThat(returned.toCompletableFuture()).isCompleted();
    }

    @Test
    void a_call_that_takes_no_time_is_over_at_the_same_moment() {
        CompletionStage<?> returned = tasks.start(WORK, FunctionCode.saying("hello"));
        pass(0);
        assertThat(log).containsExactly("hello");
        assertThat(returned.toCompletableFuture()).isCompleted();
    }

    @Test
    void which_code_runs_is_decided_on_entry_and_stays() {
        tasks.start(WORK, () -> course("original", 5, ""));
        pass(1);
        redirected.put(WORK, new Version("patch", () -> course("patched", 2, "")));
        tasks.start(WORK, () -> course("original", 5, ""));
        pass(1);
        assertThat(log).containsExactly("original", "patched");
        assertThat(tasks.anyInside(stay -> stay.by().equals("patch"))).isTrue();
        assertThat(tasks.anyInside(stay -> stay.by().equals(Version.ORIGINAL))).isTrue();
        pass(4);
        assertThat(tasks.anyInside(stay -> stay.by().equals("patch"))).isFalse();
        assertThat(tasks.call(WORK, FunctionCode.saying("original"))).isEqualTo("patched");
    }

    @Test
    void watchers_hear_of_a_return_at_its_moment_behind_those_who_waited_for_it() {
        tasks.onReturn(() -> log.add("watcher, anybody inside: " + inside()));
        tasks.start(WORK, () -> course("", 2, "")).thenRun(() -> log.add("waiting"));
        pass(2);
        assertThat(log).containsExactly("waiting", "watcher, anybody inside: false");
    }

    @Test
    void code_is_asked_at_each_call() {
        List<String> texts = new ArrayList<>(List.of("one", "two"));
        FunctionCode code = () -> Course.saying(texts.remove(0));
        assertThat(tasks.call(WORK, code)).isEqualTo("one");
        assertThat(tasks.call(WORK, code)).isEqualTo("two");
    }

    @Test
    void a_call_cannot_end_before_it_begins() {
        assertThatThrownBy(() -> course("", -1, "")).isInstanceOf(IllegalArgumentException.class);
    }

    private boolean inside() {
        return tasks.anyInside(stay -> stay.site().equals(WORK));
    }

    private static Course course(String enters, int seconds, String leaves) {
        return new Course(enters, Duration.ofSeconds(seconds), leaves);
    }

    private void pass(int seconds) {
        Duration until = clock.now().plusSeconds(seconds);
        clock.after(Duration.ofSeconds(seconds), () -> {});
        boolean more = true;
        while (more) {
            more = clock.runNext(until);
        }
    }
}
