package io.chainbus.kernel.selftest;

import io.chainbus.kernel.KernelServices;
import io.chainbus.kernel.definition.Amount;
import io.chainbus.kernel.definition.DefinedCallbacks;
import io.chainbus.kernel.definition.DefinedFunction;
import io.chainbus.kernel.definition.DefinedLivepatch;
import io.chainbus.kernel.definition.DefinedModule;
import io.chainbus.kernel.definition.DefinedModule.Behaviour;
import io.chainbus.kernel.definition.DefinedObject;
import io.chainbus.kernel.definition.DefinedObject.Replacement;
import io.chainbus.kernel.definition.Definitions;
import io.chainbus.kernel.definition.Text;
import io.chainbus.kernel.livepatch.ObjectPatch;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.Parameter;
import java.util.List;

/** The self-tests' modules, each made as its C source is; of the busy one, the generation with {@code sleep_secs}. */
public final class SelfTestModules {

    private static final String TARGET = "test_klp_callbacks_mod";
    private static final String BUSY = "test_klp_callbacks_busy";
    private static final String WORK = "busymod_work_func";
    private static final String SLEEP_SECS = "sleep_secs";
    private static final String PRE_PATCH_RET = "pre_patch_ret";
    private static final String REPLACE = "replace";
    /** Four pages: what such a small module takes. */
    private static final long TEXT_BYTES = 16_384;

    private SelfTestModules() {}

    /** All of them. */
    public static Definitions definitions() {
        return new Definitions(List.of(target(), busy()), List.of(callbacks(), callbacks2(), cmdline(), meminfo()));
    }

    /** All of them, for this kernel. */
    public static List<ModuleDefinition> of(KernelServices kernel) {
        return definitions().in(kernel);
    }

    private static DefinedModule target() {
        return module(TARGET, List.of(), List.of(), Behaviour.IDLE);
    }

    /** Its worker sits for {@code sleep_secs} in a function that can be replaced. */
    private static DefinedModule busy() {
        DefinedFunction work = new DefinedFunction(
                WORK,
                new Text("{module}: " + WORK + ", sleeping {" + SLEEP_SECS + "} seconds ..."),
                new Amount.OfParameter(SLEEP_SECS),
                new Text("{module}: " + WORK + " exit"));
        return module(BUSY, List.of(new Parameter(SLEEP_SECS, 0)), List.of(work), Behaviour.busy(WORK));
    }

    private static DefinedModule module(
            String name, List<Parameter> parameters, List<DefinedFunction> functions, Behaviour behaviour) {
        return new DefinedModule(
                name, List.of(), TEXT_BYTES, ModuleDefinition.Exit.POSSIBLE, parameters, functions, behaviour);
    }

    /** Callbacks for the kernel, for an idle module and for a busy one, whose work function it replaces. */
    private static DefinedLivepatch callbacks() {
        DefinedCallbacks callbacks = DefinedCallbacks.printing(new Amount.OfParameter(PRE_PATCH_RET));
        DefinedFunction patched = DefinedFunction.saying("patched_work_func", new Text("{module}: patched_work_func"));
        return new DefinedLivepatch(
                "test_klp_callbacks_demo",
                TEXT_BYTES,
                List.of(new Parameter(PRE_PATCH_RET, 0)),
                Amount.NONE,
                List.of(
                        new DefinedObject(ObjectPatch.VMLINUX, List.of(), callbacks),
                        new DefinedObject(TARGET, List.of(), callbacks),
                        new DefinedObject(BUSY, List.of(new Replacement(WORK, patched)), callbacks)));
    }

    private static DefinedLivepatch callbacks2() {
        return new DefinedLivepatch(
                "test_klp_callbacks_demo2",
                TEXT_BYTES,
                List.of(new Parameter(REPLACE, 0)),
                new Amount.OfParameter(REPLACE),
                List.of(new DefinedObject(ObjectPatch.VMLINUX, List.of(), DefinedCallbacks.printing(Amount.NONE))));
    }

    /** Replaces what {@code /proc/cmdline} shows. */
    private static DefinedLivepatch cmdline() {
        return ofVmlinux("test_klp_livepatch", "cmdline_proc_show", List.of(), Amount.NONE);
    }

    /** Replaces what {@code /proc/meminfo} shows, and perhaps all livepatches before it. */
    private static DefinedLivepatch meminfo() {
        return ofVmlinux(
                "test_klp_atomic_replace",
                "meminfo_proc_show",
                List.of(new Parameter(REPLACE, 0)),
                new Amount.OfParameter(REPLACE));
    }

    private static DefinedLivepatch ofVmlinux(
            String name, String function, List<Parameter> parameters, Amount replace) {
        DefinedFunction patched =
                DefinedFunction.saying("livepatch_" + function, new Text("{module}: this has been live patched"));
        DefinedObject vmlinux = new DefinedObject(
                ObjectPatch.VMLINUX, List.of(new Replacement(function, patched)), DefinedCallbacks.NONE);
        return new DefinedLivepatch(name, TEXT_BYTES, parameters, replace, List.of(vmlinux));
    }
}
