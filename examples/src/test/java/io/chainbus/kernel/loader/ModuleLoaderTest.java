package io.chainbus.kernel.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.loader.LoadResult.AlreadyLive;
import io.chainbus.kernel.loader.LoadResult.Failed;
import io.chainbus.kernel.loader.LoadResult.Loaded;
import io.chainbus.kernel.loader.LoadResult.NotFound;
import io.chainbus.kernel.loader.LoadResult.Reason;
import io.chainbus.kernel.loader.UnloadResult.InUse;
import io.chainbus.kernel.loader.UnloadResult.NotLoaded;
import io.chainbus.kernel.loader.UnloadResult.Refused;
import io.chainbus.kernel.loader.UnloadResult.Unloaded;
import io.chainbus.kernel.loader.UnloadResult.Why;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.InitResult;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.module.ModuleCode;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.ModuleDefinition.Exit;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.module.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ModuleLoaderTest {

    private final ScriptedAnnouncer chain = new ScriptedAnnouncer();
    private final List<String> log = new ArrayList<>();
    private final List<ModuleInstance.Pin> pins = new ArrayList<>();
    private CompletionStage<InitResult> init = CompletableFuture.completedFuture(InitResult.ok());

    @Test
    void a_load_announces_each_state_and_runs_init_between_coming_and_live() {
        ModuleLoader loader = loader(module("a"));
        assertThat(load(loader, "a")).isEqualTo(new Loaded("a"));
        assertThat(chain.announced).containsExactly("UNFORMED a", "COMING a", "init a", "LIVE a");
    }

    @Test
    void a_refused_module_goes_again_and_the_error_is_the_refusal_s() {
        ModuleLoader loader = loader(module("a"));
        chain.refuse("a", Errno.ENODEV);
        assertThat(load(loader, "a")).isEqualTo(new Failed("a", Errno.ENODEV, new Reason.Refused("somebody", "no")));
        assertThat(chain.announced).containsExactly("UNFORMED a", "COMING a", "GOING a");
        assertThat(loader.loaded()).isEmpty();
        chain.accept("a");
        assertThat(load(loader, "a")).isEqualTo(new Loaded("a"));
    }

    @Test
    void a_failing_init_takes_the_module_down_again() {
        ModuleLoader loader = loader(module("d"), module("a", "d"));
        assertThat(load(loader, "d")).isEqualTo(new Loaded("d"));
        init = CompletableFuture.completedFuture(InitResult.failed(Errno.EIO));
        chain.announced.clear();
        assertThat(load(loader, "a")).isEqualTo(new Failed("a", Errno.EIO, new Reason.InitFailed()));
        assertThat(chain.announced).containsExactly("UNFORMED a", "COMING a", "init a", "GOING a");
        assertThat(unload(loader, "d")).as("no longer in use").isEqualTo(new Unloaded("d"));
    }

    @Test
    void a_bad_parameter_takes_the_module_down_before_its_init() {
        ModuleLoader loader = loader(module("a"));
        assertThat(load(loader, "a", "ret=x")).isEqualTo(new Failed("a", Errno.EINVAL, new Reason.BadParameter("ret")));
        assertThat(chain.announced).containsExactly("UNFORMED a", "COMING a", "GOING a");
    }

    @Test
    void an_unknown_parameter_is_warned_of() {
        ModuleLoader loader = loader(module("a"));
        assertThat(load(loader, "a", "foo=1", "ret=7")).isEqualTo(new Loaded("a"));
        assertThat(log).containsExactly("a: unknown parameter 'foo' ignored");
        assertThat(loader.parameters("a").orElseThrow().get("ret")).isEqualTo(7);
    }

    @Test
    void dependencies_are_loaded_first_and_then_in_use() {
        ModuleLoader loader = loader(module("a", "b", "c"), module("b", "c"), module("c"));
        assertThat(load(loader, "a")).isEqualTo(new Loaded("a"));
        assertThat(chain.announced.stream().filter(line -> line.startsWith("LIVE")))
                .containsExactly("LIVE c", "LIVE b", "LIVE a");
        assertThat(loader.loaded())
                .extracting(LoadedModule::name, LoadedModule::references, LoadedModule::usedBy)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", 0, List.of()),
                        org.assertj.core.groups.Tuple.tuple("b", 1, List.of("a")),
                        org.assertj.core.groups.Tuple.tuple("c", 2, List.of("a", "b")));
        assertThat(unload(loader, "c")).isEqualTo(new InUse("c", List.of("b", "a")));
    }

    @Test
    void soft_dependencies_come_first_where_they_exist_and_may_fail() {
        ModuleDefinition soft = new ModuleDefinition(
                functions("a"),
                100,
                List.of("d"),
                List.of("s", "nowhere"),
                Exit.POSSIBLE,
                List.of(),
                ModuleCode.SILENT);
        ModuleLoader loader = loader(soft, module("s"), module("d"));
        chain.refuse("s", Errno.ENODEV);
        assertThat(load(loader, "a")).isEqualTo(new Loaded("a"));
        assertThat(chain.announced)
                .startsWith("UNFORMED s", "COMING s", "GOING s", "UNFORMED d")
                .endsWith("LIVE a");
    }

    @Test
    void a_circle_of_soft_dependencies_is_no_obstacle() {
        ModuleDefinition one = new ModuleDefinition(
                functions("one"), 100, List.of(), List.of("two"), Exit.POSSIBLE, List.of(), ModuleCode.SILENT);
        ModuleDefinition two = new ModuleDefinition(
                functions("two"), 100, List.of(), List.of("one"), Exit.POSSIBLE, List.of(), ModuleCode.SILENT);
        assertThat(load(loader(one, two), "one")).isEqualTo(new Loaded("one"));
    }

    @Test
    void a_dependency_that_is_refused_refuses_its_dependants_and_leaves_the_others() {
        ModuleLoader loader = loader(module("a", "b", "c"), module("b"), module("c"));
        chain.refuse("c", Errno.ENODEV);
        assertThat(load(loader, "a")).isEqualTo(new Failed("c", Errno.ENODEV, new Reason.Refused("somebody", "no")));
        assertThat(loader.loaded()).extracting(LoadedModule::name).containsExactly("b");
    }

    @Test
    void what_is_live_is_not_loaded_again() {
        ModuleLoader loader = loader(module("snd_a"));
        assertThat(load(loader, "snd-a")).isEqualTo(new Loaded("snd_a"));
        chain.announced.clear();
        assertThat(load(loader, "snd_a")).isEqualTo(new AlreadyLive("snd_a"));
        assertThat(load(loader, "nosuch")).isEqualTo(new NotFound("nosuch"));
        assertThat(chain.announced).isEmpty();
    }

    @Test
    void a_second_load_waits_and_has_the_first_one_s_result() {
        ModuleLoader loader = loader(module("a"));
        CompletableFuture<Announcer.Answer> coming = chain.hold(ModulePhase.COMING, "a");
        CompletableFuture<LoadResult> first = start(loader, "a");
        CompletableFuture<LoadResult> second = start(loader, "a");
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        assertThat(unload(loader, "a")).isEqualTo(new Refused("a", Errno.EBUSY, Why.NOT_LIVE));
        coming.complete(new Announcer.Answer.Refused(Errno.ENODEV, "x", "y"));
        assertThat(second.join()).isEqualTo(first.join()).isInstanceOf(Failed.class);
        assertThat(chain.announced).containsExactly("UNFORMED a", "COMING a", "GOING a");
    }

    @Test
    void a_module_that_is_going_can_be_neither_loaded_nor_used() {
        ModuleLoader loader = loader(module("a"), module("b", "a"));
        load(loader, "a");
        CompletableFuture<Announcer.Answer> going = chain.hold(ModulePhase.GOING, "a");
        CompletableFuture<UnloadResult> unloading = loader.rmmod("a").toCompletableFuture();
        assertThat(load(loader, "a")).isEqualTo(new Failed("a", Errno.EBUSY, new Reason.Going()));
        assertThat(load(loader, "b")).isEqualTo(new Failed("a", Errno.EBUSY, new Reason.Going()));
        assertThat(unload(loader, "a")).isEqualTo(new Refused("a", Errno.EBUSY, Why.NOT_LIVE));
        going.complete(new Announcer.Answer.Told());
        assertThat(unloading.join()).isEqualTo(new Unloaded("a"));
        assertThat(load(loader, "b")).isEqualTo(new Loaded("b"));
    }

    @Test
    void an_unload_runs_exit_before_it_announces() {
        ModuleLoader loader = loader(module("a"));
        load(loader, "a");
        chain.announced.clear();
        assertThat(unload(loader, "a")).isEqualTo(new Unloaded("a"));
        assertThat(chain.announced).containsExactly("exit a", "GOING a");
        assertThat(unload(loader, "a")).isEqualTo(new NotLoaded("a"));
    }

    @Test
    void a_module_with_an_init_and_no_exit_stays() {
        ModuleDefinition forever = new ModuleDefinition(
                functions("a"), 100, List.of(), List.of(), Exit.of(true, false), List.of(), ModuleCode.SILENT);
        ModuleLoader loader = loader(forever);
        load(loader, "a");
        assertThat(unload(loader, "a")).isEqualTo(new Refused("a", Errno.EBUSY, Why.NO_EXIT));
        assertThat(loader.loaded()).hasSize(1);
        assertThat(Exit.of(false, false)).isEqualTo(Exit.POSSIBLE);
    }

    @Test
    void a_pin_keeps_a_module_without_any_user() {
        ModuleLoader loader = loader(module("a"));
        load(loader, "a");
        pins.get(0).take();
        assertThat(unload(loader, "a")).isEqualTo(new InUse("a", List.of()));
        pins.get(0).release();
        assertThat(unload(loader, "a")).isEqualTo(new Unloaded("a"));
    }

    @Test
    void removing_takes_along_what_nobody_uses_any_more_last_loaded_first() {
        ModuleLoader loader =
                loader(module("a", "b", "k"), module("b", "c"), module("c"), module("k"), module("z", "k"));
        load(loader, "a");
        load(loader, "z");
        chain.announced.clear();
        assertThat(loader.remove("a").toCompletableFuture().join()).isEqualTo(new Unloaded("a"));
        assertThat(chain.announced.stream().filter(line -> line.startsWith("GOING")))
                .containsExactly("GOING a", "GOING b", "GOING c");
        assertThat(loader.loaded()).extracting(LoadedModule::name).containsExactly("z", "k");
        assertThat(loader.remove("k").toCompletableFuture().join()).isEqualTo(new InUse("k", List.of("z")));
        assertThat(loader.remove("a").toCompletableFuture().join()).isEqualTo(new NotLoaded("a"));
    }

    @Test
    void a_chain_of_thirty_thousand_dependencies_is_loaded_and_removed() {
        List<ModuleDefinition> modules = new ArrayList<>(List.of(silent("m0")));
        for (int i = 1; i < 30_000; i++) {
            modules.add(silent("m" + i, "m" + (i - 1)));
        }
        ModuleLoader loader = new ModuleLoader(ModuleCatalog.of("v", modules), chain, log::add);
        assertThat(load(loader, "m29999")).isEqualTo(new Loaded("m29999"));
        assertThat(loader.loaded()).hasSize(30_000);
        assertThat(loader.remove("m29999").toCompletableFuture().join()).isEqualTo(new Unloaded("m29999"));
        assertThat(loader.loaded()).isEmpty();
    }

    @Test
    void code_that_throws_fails_the_load_and_leaves_the_module_where_it_was() {
        ModuleLoader loader = loader(module("a"));
        init = CompletableFuture.failedFuture(new IllegalStateException("oops"));
        assertThatThrownBy(() -> load(loader, "a"))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("oops");
        assertThat(unload(loader, "a")).isEqualTo(new Refused("a", Errno.EBUSY, Why.NOT_LIVE));
    }

    private ModuleLoader loader(ModuleDefinition... modules) {
        return new ModuleLoader(ModuleCatalog.of("v", List.of(modules)), chain, log::add);
    }

    private ModuleDefinition module(String name, String... depends) {
        ModuleCode code = new ModuleCode() {
            @Override
            public CompletionStage<InitResult> init(ModuleInstance self) {
                chain.announced.add("init " + self.name());
                pins.add(self.pin());
                return init;
            }

            @Override
            public CompletionStage<?> exit(ModuleInstance self) {
                chain.announced.add("exit " + self.name());
                return CompletableFuture.completedFuture(self);
            }
        };
        return new ModuleDefinition(
                functions(name),
                100,
                List.of(depends),
                List.of(),
                Exit.POSSIBLE,
                List.of(new Parameter("ret", 0)),
                code);
    }

    private static ModuleDefinition silent(String name, String... depends) {
        return new ModuleDefinition(
                functions(name), 100, List.of(depends), List.of(), Exit.POSSIBLE, List.of(), ModuleCode.SILENT);
    }

    private static FunctionTable functions(String name) {
        return FunctionTable.ofSites(name, 3, true);
    }

    private static CompletableFuture<LoadResult> start(ModuleLoader loader, String name, String... words) {
        return loader.modprobe(name, Arguments.parse(List.of(words))).toCompletableFuture();
    }

    private static LoadResult load(ModuleLoader loader, String name, String... words) {
        return start(loader, name, words).join();
    }

    private static UnloadResult unload(ModuleLoader loader, String name) {
        return loader.rmmod(name).toCompletableFuture().join();
    }
}
