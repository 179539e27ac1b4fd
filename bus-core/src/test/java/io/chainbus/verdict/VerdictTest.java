package io.chainbus.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void stop_and_veto_are_different_types() {
        assertThat(List.of(Verdict.done(), Verdict.ok(), Verdict.stop(), Verdict.veto("no")))
                .extracting(verdict -> (Object) verdict.getClass())
                .containsExactly(Verdict.Done.class, Verdict.Ok.class, Verdict.Stop.class, Verdict.Refusal.class);
        assertThat(Verdict.stop()).isNotInstanceOf(Verdict.Veto.class);
    }

    @Test
    void a_veto_carries_its_reason() {
        assertThat(Verdict.veto("out of memory"))
                .isInstanceOfSatisfying(
                        Verdict.Veto.class, veto -> assertThat(veto.reason()).isEqualTo("out of memory"));
    }
}
