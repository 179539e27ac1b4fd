package io.chainbus.kernel.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.subscriber.Handler;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorInjectionTest {

    private static final KernelModule MODULE = new KernelModule(FunctionTable.ofSites("m", 1, true), 0);

    private final List<String> log = new ArrayList<>();
    private final List<String> worked = new ArrayList<>();
    private final ErrorInjection injection = new ErrorInjection(log::add);
    private final Handler<KernelModule> handler = injection.around("s", visit -> {
        worked.add(visit.phase().name());
        return Verdict.ok();
    });

    @Test
    void without_a_fault_nothing_changes() throws Exception {
        assertThat(handler.onEvent(visit(ModulePhase.COMING))).isEqualTo(Verdict.ok());
        assertThat(worked).containsExactly("COMING");
        assertThat(log).isEmpty();
        assertThat(fault(ModuleState.COMING).error()).isZero();
        assertThat(fault(ModuleState.COMING).times()).isEqualTo(Fault.ALWAYS);
    }

    @Test
    void a_fault_strikes_in_its_phase_as_often_as_it_is_told_to() throws Exception {
        fault(ModuleState.COMING).error(-12);
        fault(ModuleState.COMING).times(2);
        for (int i = 0; i < 2; i++) {
            assertThat(handler.onEvent(visit(ModulePhase.COMING)))
                    .isInstanceOfSatisfying(
                            KernelError.class,
                            error -> assertThat(error.errno()).isEqualTo(new Errno(12)));
            assertThat(handler.onEvent(visit(ModulePhase.UNFORMED))).isEqualTo(Verdict.ok());
        }
        assertThat(handler.onEvent(visit(ModulePhase.COMING))).isEqualTo(Verdict.ok());
        assertThat(fault(ModuleState.COMING).times()).isZero();
        assertThat(log)
                .hasSize(2)
                .containsOnly("notifier-error-inject: s: Injecting error (-12) to MODULE_STATE_COMING");
    }

    @Test
    void who_fails_to_acquire_has_done_nothing_and_who_fails_to_let_go_has_let_go() throws Exception {
        for (ModuleState state : ModuleState.values()) {
            fault(state).error(-5);
        }
        for (ModulePhase phase : ModulePhase.values()) {
            assertThat(handler.onEvent(visit(phase))).isInstanceOf(Verdict.Veto.class);
        }
        assertThat(handler.onEvent(visit(ModulePhase.COMING).asUndo())).isInstanceOf(Verdict.Veto.class);
        assertThat(worked).containsExactly("LIVE", "GOING", "GOING");
    }

    @Test
    void errors_are_cut_to_what_the_kernel_has() {
        Fault fault = fault(ModuleState.LIVE);
        fault.error(7);
        assertThat(fault.error()).isZero();
        fault.error(-5000);
        assertThat(fault.error()).isEqualTo(-4095);
        assertThatThrownBy(() -> fault.times(-2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void subscribers_are_known_until_they_are_forgotten() {
        injection.around("t", visit -> Verdict.ok());
        assertThat(injection.subscribers()).containsExactly("s", "t");
        injection.forget("t");
        assertThat(injection.fault("t", ModuleState.LIVE)).isEmpty();
        assertThat(injection.subscribers()).containsExactly("s");
    }

    private Fault fault(ModuleState state) {
        return injection.fault("s", state).orElseThrow();
    }

    private static Visit<KernelModule> visit(ModulePhase phase) {
        return new Visit<>("modules", 1, "m", MODULE, phase, phase, Cause.FORWARD);
    }
}
