package io.chainbus.kernel.selftest;

import io.chainbus.kernel.livepatch.Callbacks;
import io.chainbus.kernel.livepatch.FunctionPatch;
import io.chainbus.kernel.livepatch.Livepatch;
import io.chainbus.kernel.livepatch.LivepatchModule;
import io.chainbus.kernel.livepatch.ObjectPatch;
import io.chainbus.kernel.livepatch.Patch;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.module.Parameter;
import java.util.List;
import java.util.function.Function;

/** The self-tests' modules, each made as its C source is. */
public final class SelfTestModules {

    private static final String TARGET = "test_klp_callbacks_mod";
    private static final String CALLBACKS = "test_klp_callbacks_demo";
    private static final String CALLBACKS_2 = "test_klp_callbacks_demo2";
    private static final String LIVEPATCH = "test_klp_livepatch";
    private static final String PRE_PATCH_RET = "pre_patch_ret";
    /** Four pages: what such a small module takes. */
    private static final long TEXT_BYTES = 16_384;

    private final Livepatch livepatch;

    private SelfTestModules(Livepatch livepatch) {
        this.livepatch = livepatch;
    }

    /** All of them, for this livepatch. */
    public static List<ModuleDefinition> of(Livepatch livepatch) {
        SelfTestModules modules = new SelfTestModules(livepatch);
        return List.of(target(), modules.callbacks(), modules.callbacks2(), modules.cmdline());
    }

    private static ModuleDefinition target() {
        return new ModuleDefinition(
                new KernelModule(TARGET, new FunctionTable(TARGET, List.of(TARGET + "_exit"), 0, true), TEXT_BYTES),
                List.of(),
                List.of(),
                ModuleDefinition.Exit.POSSIBLE,
                List.of(),
                new PrintingModule());
    }

    /** Callbacks for the kernel, for an idle module and for a busy one, whose work function it replaces. */
    private ModuleDefinition callbacks() {
        return define(CALLBACKS, List.of("patched_work_func"), List.of(new Parameter(PRE_PATCH_RET, 0)), module -> {
            PrintingCallbacks callbacks =
                    new PrintingCallbacks(module, self -> self.parameters().get(PRE_PATCH_RET));
            FunctionPatch work = new FunctionPatch("busymod_work_func", module.name() + ": patched_work_func");
            return new Patch(
                    CALLBACKS,
                    List.of(
                            new ObjectPatch(ObjectPatch.VMLINUX, List.of(), callbacks),
                            new ObjectPatch(TARGET, List.of(), callbacks),
                            new ObjectPatch("test_klp_callbacks_busy", List.of(work), callbacks)));
        });
    }

    private ModuleDefinition callbacks2() {
        return define(
                CALLBACKS_2,
                List.of(),
                List.of(),
                module -> new Patch(
                        CALLBACKS_2,
                        List.of(new ObjectPatch(ObjectPatch.VMLINUX, List.of(), PrintingCallbacks.of(module)))));
    }

    /** Replaces what {@code /proc/cmdline} shows. */
    private ModuleDefinition cmdline() {
        return define(LIVEPATCH, List.of("livepatch_cmdline_proc_show"), List.of(), module -> {
            FunctionPatch show = new FunctionPatch("cmdline_proc_show", module.name() + ": this has been live patched");
            return new Patch(LIVEPATCH, List.of(new ObjectPatch(ObjectPatch.VMLINUX, List.of(show), Callbacks.NONE)));
        });
    }

    private ModuleDefinition define(
            String name, List<String> functions, List<Parameter> parameters, Function<ModuleInstance, Patch> patch) {
        return LivepatchModule.define(
                livepatch, new FunctionTable(name, functions, 0, true), TEXT_BYTES, parameters, patch);
    }
}
