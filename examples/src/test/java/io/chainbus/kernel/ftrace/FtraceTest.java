package io.chainbus.kernel.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.ftrace.Ftrace.Attachment;
import io.chainbus.kernel.ftrace.Violation.Kind;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.task.FunctionCode;
import io.chainbus.kernel.task.Site;
import io.chainbus.kernel.task.Version;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FtraceTest {

    private static final KernelModule MODULE = new KernelModule(FunctionTable.ofSites("m", 5, true), 0);

    private final List<String> log = new ArrayList<>();
    private final Ftrace ftrace = new Ftrace(new FunctionTable("vmlinux", List.of("show"), 0, false), log::add);
    private final FtraceSubscriber subscriber = new FtraceSubscriber(ftrace);

    @Test
    void records_are_made_enabled_freed_with_the_init_text_and_released() {
        assertThat(visit(ModulePhase.UNFORMED)).isEqualTo(Verdict.ok());
        assertThat(ftrace.records("m")).isEqualTo(5);
        assertThat(ftrace.enabledRecords("m")).isZero();
        assertThat(visit(ModulePhase.COMING)).isEqualTo(Verdict.ok());
        assertThat(ftrace.enabledRecords("m")).isEqualTo(5);
        assertThat(visit(ModulePhase.LIVE)).isEqualTo(Verdict.ok());
        assertThat(ftrace.enabledRecords("m")).isEqualTo(4);
        assertThat(ftrace.records("m")).isEqualTo(4);
        assertThat(visit(ModulePhase.GOING)).isEqualTo(Verdict.ok());
        assertThat(ftrace.records()).as("the kernel's own").isOne();
        assertThat(subscriber.recordsMade()).isEqualTo(5);
    }

    @Test
    void an_undo_of_coming_disables_and_the_going_behind_it_releases() {
        visit(ModulePhase.UNFORMED);
        visit(ModulePhase.COMING);
        assertThat(undo()).isEqualTo(Verdict.ok());
        assertThat(ftrace.records("m")).isEqualTo(5);
        assertThat(ftrace.enabledRecords("m")).isZero();
        visit(ModulePhase.GOING);
        assertThat(ftrace.records("m")).isZero();
    }

    @Test
    void a_hook_needs_an_enabled_record() {
        assertThat(attach(new Site("m", "m+0"))).as("nothing known").isEqualTo(Attachment.NO_LOCATION);
        visit(ModulePhase.UNFORMED);
        assertThat(attach(new Site("m", "m+0"))).as("not enabled").isEqualTo(Attachment.NO_LOCATION);
        visit(ModulePhase.COMING);
        assertThat(attach(new Site("m", "m+0"))).isEqualTo(Attachment.ATTACHED);
        assertThat(attach(new Site("m", "m+9"))).as("no such function").isEqualTo(Attachment.NO_LOCATION);
        assertThat(ftrace.hooks()).isOne();
        ftrace.detach(new Site("m", "m+0"));
        assertThat(ftrace.hooks()).isZero();
        assertThat(attach(new Site("vmlinux", "show"))).isEqualTo(Attachment.ATTACHED);
    }

    @Test
    void releasing_a_record_with_a_hook_on_it_is_a_violation_and_so_is_taking_it_off_later() {
        comeAndAttach("m+2");
        assertThat(visit(ModulePhase.GOING)).isInstanceOf(Verdict.Veto.class);
        ftrace.detach(new Site("m", "m+2"));
        assertThat(ftrace.violations())
                .containsExactly(
                        new Violation(Kind.RELEASED_WITH_HOOK, "m", "m+2"),
                        new Violation(Kind.DETACHED_AFTER_RELEASE, "m", "m+2"));
        assertThat(log).hasSize(2).allMatch(line -> line.startsWith("ftrace: ORDER VIOLATION: "));
        assertThat(ftrace.hooks()).isZero();
    }

    @Test
    void undoing_with_a_hook_attached_is_a_violation() {
        comeAndAttach("m+2");
        assertThat(undo()).isInstanceOf(Verdict.Veto.class);
        assertThat(ftrace.violations()).containsExactly(new Violation(Kind.DISABLED_WITH_HOOK, "m", "m+2"));
    }

    @Test
    void a_hook_on_the_init_text_is_a_violation_when_that_is_freed() {
        comeAndAttach("m_init");
        assertThat(visit(ModulePhase.LIVE)).isInstanceOf(Verdict.Veto.class);
        ftrace.detach(new Site("m", "m_init"));
        assertThat(ftrace.violations())
                .extracting(Violation::kind)
                .containsExactly(Kind.RELEASED_WITH_HOOK, Kind.DETACHED_AFTER_RELEASE);
    }

    @Test
    void switched_off_nothing_can_be_attached_and_with_a_hook_it_stays_on() {
        visit(ModulePhase.UNFORMED);
        visit(ModulePhase.COMING);
        assertThat(ftrace.setEnabled(false)).isTrue();
        assertThat(attach(new Site("m", "m+0"))).isEqualTo(Attachment.SWITCHED_OFF);
        assertThat(ftrace.setEnabled(true)).isTrue();
        assertThat(attach(new Site("m", "m+0"))).isEqualTo(Attachment.ATTACHED);
        assertThat(ftrace.setEnabled(false)).isFalse();
        ftrace.detach(new Site("m", "m+0"));
        assertThat(ftrace.setEnabled(false)).isTrue();
    }

    @Test
    void a_call_goes_where_its_hook_leads_it_and_to_the_original_without_one() {
        Version original = Version.original(FunctionCode.saying("original"));
        Version other = new Version("somebody", FunctionCode.saying("other"));
        assertThat(ftrace.enter(new Site("m", "m+0"), original))
                .as("no such object")
                .isEqualTo(original);
        visit(ModulePhase.UNFORMED);
        visit(ModulePhase.COMING);
        ftrace.attach(new Site("m", "m+0"), unused -> other);
        assertThat(ftrace.enter(new Site("m", "m+0"), original)).isEqualTo(other);
        assertThat(ftrace.enter(new Site("m", "m+1"), original)).as("no hook").isEqualTo(original);
        assertThat(ftrace.enter(new Site("m", "m+9"), original))
                .as("no such function")
                .isEqualTo(original);
        ftrace.detach(new Site("m", "m+0"));
        assertThat(ftrace.enter(new Site("m", "m+0"), original)).isEqualTo(original);
    }

    private Attachment attach(Site site) {
        return ftrace.attach(site, original -> original);
    }

    private void comeAndAttach(String function) {
        visit(ModulePhase.UNFORMED);
        visit(ModulePhase.COMING);
        assertThat(attach(new Site("m", function))).isEqualTo(Attachment.ATTACHED);
    }

    private Verdict visit(ModulePhase phase) {
        return subscriber.onEvent(new Visit<>("modules", 1, "m", MODULE, phase, phase, Cause.FORWARD));
    }

    private Verdict undo() {
        return subscriber.onEvent(
                new Visit<>("modules", 1, "m", MODULE, ModulePhase.GOING, ModulePhase.COMING, Cause.UNDO));
    }
}
