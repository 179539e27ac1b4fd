package io.chainbus.kernel.livepatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.ftrace.Ftrace;
import io.chainbus.kernel.ftrace.FtraceSubscriber;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Livepatch without a bus: the visits are made here, ftrace's before livepatch's up, and after it down. */
class LivepatchTest {

    private static final FunctionTable VMLINUX = new FunctionTable("vmlinux", List.of("show"), 0, false);
    private static final KernelModule TARGET = new KernelModule("t", FunctionTable.ofSites("t", 4, true), 0);

    private final List<String> log = new ArrayList<>();
    private final Ftrace ftrace = new Ftrace(VMLINUX, log::add);
    private final Livepatch livepatch = new Livepatch(ftrace, VMLINUX, log::add);
    private final FtraceSubscriber first = new FtraceSubscriber(ftrace);
    private final LivepatchSubscriber second = new LivepatchSubscriber(livepatch);
    private final CountingPin pin = new CountingPin();

    @Test
    void a_patch_is_applied_to_what_is_there_and_taken_off_again() {
        come(TARGET);
        assertThat(livepatch.enable(patch("p", "t", "t+0"), pin)).isEmpty();
        assertThat(livepatch.replacement("t", "t+0").map(FunctionPatch::says)).contains("p");
        assertThat(livepatch.isEnabled("p")).isTrue();
        assertThat(pin.taken).isOne();
        assertThat(livepatch.write("p", false)).isEmpty();
        assertThat(livepatch.isEnabled("p")).isFalse();
        assertThat(livepatch.replacement("t", "t+0")).isEmpty();
        assertThat(pin.taken).isZero();
        assertThat(ftrace.hooks()).isZero();
        assertThat(log)
                .containsExactly(
                        "livepatch: enabling patch 'p'",
                        "livepatch: 'p': initializing patching transition",
                        "livepatch: 'p': starting patching transition",
                        "livepatch: 'p': completing patching transition",
                        "livepatch: 'p': patching complete",
                        "livepatch: 'p': initializing unpatching transition",
                        "livepatch: 'p': starting unpatching transition",
                        "livepatch: 'p': completing unpatching transition",
                        "livepatch: 'p': unpatching complete");
    }

    @Test
    void a_patch_follows_its_module() {
        livepatch.enable(patch("p", "t", "t+0", "t+1"), pin);
        assertThat(come(TARGET)).isEqualTo(Verdict.ok());
        assertThat(ftrace.hooks()).isEqualTo(2);
        go(TARGET);
        assertThat(ftrace.hooks()).isZero();
        assertThat(ftrace.violations()).isEmpty();
        come(TARGET);
        assertThat(ftrace.hooks()).isEqualTo(2);
    }

    @Test
    void the_newest_patch_of_a_function_wins_and_the_one_below_comes_back() {
        come(TARGET);
        livepatch.enable(patch("old", "t", "t+0"), pin);
        livepatch.enable(patch("new", "t", "t+0"), pin);
        assertThat(livepatch.replacement("t", "t+0").map(FunctionPatch::says)).contains("new");
        assertThat(ftrace.hooks()).isOne();
        livepatch.write("new", false);
        assertThat(livepatch.replacement("t", "t+0").map(FunctionPatch::says)).contains("old");
        assertThat(ftrace.hooks()).isOne();
    }

    @Test
    void the_lower_patch_may_be_taken_off_first() {
        come(TARGET);
        livepatch.enable(patch("old", "t", "t+0"), pin);
        livepatch.enable(patch("new", "t", "t+0"), pin);
        livepatch.write("old", false);
        assertThat(livepatch.replacement("t", "t+0").map(FunctionPatch::says)).contains("new");
        livepatch.write("new", false);
        assertThat(ftrace.hooks()).isZero();
    }

    @Test
    void writing_what_is_there_already_is_invalid_and_a_patch_that_is_not_in_force_has_no_file() {
        livepatch.enable(patch("p", "t"), pin);
        assertThat(livepatch.write("p", true)).contains(Errno.EINVAL);
        assertThat(livepatch.write("q", false)).contains(Errno.ENOENT);
        livepatch.write("p", false);
        assertThat(livepatch.write("p", false)).contains(Errno.ENOENT);
    }

    @Test
    void a_symbol_that_is_missing_refuses_the_patch_before_anything_is_said_of_enabling() {
        assertThat(livepatch.enable(patch("p", "vmlinux", "nosuch"), pin)).contains(Errno.EINVAL);
        assertThat(log).containsExactly("livepatch: symbol 'nosuch' not found in symbol table");
        assertThat(livepatch.isEnabled("p")).isFalse();
    }

    @Test
    void a_symbol_that_is_missing_in_a_module_that_comes_refuses_the_module() {
        livepatch.enable(patch("p", "t", "nosuch"), pin);
        log.clear();
        assertThat(come(TARGET))
                .isInstanceOfSatisfying(
                        KernelError.class, error -> assertThat(error.errno()).isEqualTo(Errno.EINVAL));
        assertThat(log)
                .containsExactly(
                        "livepatch: symbol 'nosuch' not found in symbol table",
                        "livepatch: failed to initialize patch 'p' for module 't' (-22)",
                        "livepatch: patch 'p' failed for module 't', refusing to load module 't'");
    }

    @Test
    void a_hook_that_fails_while_enabling_takes_back_what_was_done() {
        ftrace.setEnabled(false);
        assertThat(livepatch.enable(callbacks("p", 0, "vmlinux", "show"), pin)).contains(Errno.EBUSY);
        assertThat(log)
                .containsExactly(
                        "livepatch: enabling patch 'p'",
                        "livepatch: 'p': initializing patching transition",
                        "pre_patch vmlinux",
                        "livepatch: failed to register ftrace handler for function 'show' (-16)",
                        "livepatch: failed to patch object 'vmlinux'",
                        "livepatch: failed to enable patch 'p'",
                        "livepatch: 'p': canceling patching transition, going to unpatch",
                        "livepatch: 'p': completing unpatching transition",
                        "post_unpatch vmlinux",
                        "livepatch: 'p': unpatching complete");
        assertThat(pin.taken).isZero();
    }

    @Test
    void a_hook_that_fails_when_a_module_comes_refuses_it() {
        livepatch.enable(callbacks("p", 0, "t", "t+0"), pin);
        log.clear();
        ftrace.setEnabled(false);
        assertThat(come(TARGET)).isInstanceOf(KernelError.class);
        assertThat(log)
                .containsExactly(
                        "livepatch: applying patch 'p' to loading module 't'",
                        "pre_patch t -> [MODULE_STATE_COMING] Full formed, running module_init",
                        "livepatch: failed to register ftrace handler for function 't+0' (-16)",
                        "livepatch: failed to apply patch 'p' to module 't' (-16)",
                        "post_unpatch t -> [MODULE_STATE_COMING] Full formed, running module_init",
                        "livepatch: patch 'p' failed for module 't', refusing to load module 't'");
    }

    @Test
    void in_the_wrong_order_a_hook_finds_no_record() {
        livepatch.enable(patch("p", "t", "t+0"), pin);
        log.clear();
        visit(TARGET, ModulePhase.UNFORMED);
        assertThat(second.onEvent(event(TARGET, ModulePhase.COMING))).isInstanceOf(KernelError.class);
        assertThat(log)
                .containsExactly(
                        "livepatch: applying patch 'p' to loading module 't'",
                        "livepatch: failed to find location for function 't+0'",
                        "livepatch: failed to apply patch 'p' to module 't' (-22)",
                        "livepatch: patch 'p' failed for module 't', refusing to load module 't'");
    }

    @Test
    void a_later_patch_s_refusal_reverts_the_earlier_ones_oldest_first() {
        livepatch.enable(callbacks("one", 0, "t"), pin);
        livepatch.enable(callbacks("two", 0, "t"), pin);
        livepatch.enable(callbacks("bad", -19, "t"), pin);
        log.clear();
        come(TARGET);
        String state = " t -> [MODULE_STATE_COMING] Full formed, running module_init";
        assertThat(log)
                .containsExactly(
                        "livepatch: applying patch 'one' to loading module 't'",
                        "pre_patch" + state,
                        "post_patch" + state,
                        "livepatch: applying patch 'two' to loading module 't'",
                        "pre_patch" + state,
                        "post_patch" + state,
                        "livepatch: applying patch 'bad' to loading module 't'",
                        "pre_patch" + state,
                        "livepatch: pre-patch callback failed for object 't'",
                        "livepatch: patch 'bad' failed for module 't', refusing to load module 't'",
                        "pre_unpatch" + state,
                        "livepatch: reverting patch 'one' on unloading module 't'",
                        "post_unpatch" + state,
                        "pre_unpatch" + state,
                        "livepatch: reverting patch 'two' on unloading module 't'",
                        "post_unpatch" + state);
    }

    @Test
    void an_undo_reverts_with_coming_and_a_going_with_going() {
        livepatch.enable(callbacks("p", 0, "t"), pin);
        come(TARGET);
        log.clear();
        second.onEvent(new Visit<>("c", 1, "t", TARGET, ModulePhase.GOING, ModulePhase.COMING, Cause.UNDO));
        assertThat(log)
                .containsExactly(
                        "pre_unpatch t -> [MODULE_STATE_COMING] Full formed, running module_init",
                        "livepatch: reverting patch 'p' on unloading module 't'",
                        "post_unpatch t -> [MODULE_STATE_COMING] Full formed, running module_init");
        log.clear();
        second.onEvent(event(TARGET, ModulePhase.GOING));
        assertThat(log).as("nothing is left to revert").isEmpty();
    }

    @Test
    void it_accepts_every_module_s_coming_and_no_unformed_one() {
        assertThat(second.onEvent(event(TARGET, ModulePhase.UNFORMED))).isEqualTo(Verdict.done());
        assertThat(second.onEvent(event(TARGET, ModulePhase.COMING))).isEqualTo(Verdict.ok());
        assertThat(second.onEvent(event(TARGET, ModulePhase.GOING))).isEqualTo(Verdict.ok());
    }

    private Verdict come(KernelModule module) {
        visit(module, ModulePhase.UNFORMED);
        visit(module, ModulePhase.COMING);
        Verdict verdict = second.onEvent(event(module, ModulePhase.COMING));
        if (verdict.equals(Verdict.ok())) {
            visit(module, ModulePhase.LIVE);
            second.onEvent(event(module, ModulePhase.LIVE));
        }
        return verdict;
    }

    private void go(KernelModule module) {
        second.onEvent(event(module, ModulePhase.GOING));
        visit(module, ModulePhase.GOING);
    }

    private void visit(KernelModule module, ModulePhase phase) {
        first.onEvent(event(module, phase));
    }

    private static Visit<KernelModule> event(KernelModule module, ModulePhase phase) {
        return new Visit<>("c", 1, module.name(), module, phase, phase, Cause.FORWARD);
    }

    private static Patch patch(String name, String object, String... functions) {
        return new Patch(name, List.of(new ObjectPatch(object, functions(name, functions), Callbacks.NONE)));
    }

    private Patch callbacks(String name, int prePatchReturns, String object, String... functions) {
        return new Patch(
                name, List.of(new ObjectPatch(object, functions(name, functions), new Logged(prePatchReturns, log))));
    }

    private static List<FunctionPatch> functions(String name, String... functions) {
        return List.of(functions).stream()
                .map(function -> new FunctionPatch(function, name))
                .toList();
    }

    private record Logged(int prePatchReturns, List<String> log) implements Callbacks {
        @Override
        public Optional<Errno> prePatch(ObjectState object) {
            log.add("pre_patch " + object.description());
            return prePatchReturns == 0 ? Optional.empty() : Optional.of(Errno.returned(prePatchReturns));
        }

        @Override
        public void postPatch(ObjectState object) {
            log.add("post_patch " + object.description());
        }

        @Override
        public void preUnpatch(ObjectState object) {
            log.add("pre_unpatch " + object.description());
        }

        @Override
        public void postUnpatch(ObjectState object) {
            log.add("post_unpatch " + object.description());
        }
    }

    private static final class CountingPin implements ModuleInstance.Pin {
        private int taken;

        @Override
        public void take() {
            taken++;
        }

        @Override
        public void release() {
            taken--;
        }
    }
}
