package io.chainbus.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.KernelSpec;
import io.chainbus.kernel.loader.Arguments;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.selftest.SelfTestModules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualFilesTest {

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "files");
    private final Kernel kernel = Kernel.start(
                    system,
                    KernelSpec.of(ModuleCatalog.of("6.1", List.of()), KernelLog.none())
                            .with(SelfTestModules::of))
            .toCompletableFuture()
            .join();
    private final VirtualFiles files = new VirtualFiles(kernel, KernelLog.none());

    @AfterEach
    void stop() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    @Test
    void every_file_that_is_listed_is_there_and_can_be_read() {
        load("test_klp_callbacks_demo");
        load("test_klp_callbacks_busy");
        List<String> found = new ArrayList<>();
        collect("/", found);
        assertThat(found)
                .contains(
                        "/proc/cmdline",
                        "/proc/chains",
                        "/proc/sys/kernel/ftrace_enabled",
                        "/dev/kmsg",
                        "/sys/kernel/livepatch/test_klp_callbacks_demo/enabled",
                        "/sys/kernel/livepatch/test_klp_callbacks_demo/transition",
                        "/sys/module/test_klp_callbacks_busy/parameters/sleep_secs",
                        "/sys/module/test_klp_callbacks_busy/initstate",
                        "/sys/kernel/debug/notifier-error-inject/modules/ftrace/actions/MODULE_STATE_GOING/times");
    }

    private void collect(String folder, List<String> found) {
        assertThat(files.isDirectory(folder)).as(folder).isTrue();
        assertThat(files.find(folder)).as(folder).isEmpty();
        for (String name : files.list(folder)) {
            String path = folder + name;
            if (name.endsWith("/")) {
                collect(path, found);
            } else {
                assertThat(files.isDirectory(path)).as(path).isFalse();
                assertThat(files.find(path).map(VirtualFile::read)).as(path).isPresent();
                found.add(path);
            }
        }
    }

    @Test
    void what_comes_and_goes_has_its_files_for_as_long() {
        String file = "/sys/kernel/livepatch/test_klp_livepatch/enabled";
        assertThat(files.find(file)).isEmpty();
        assertThat(files.list("/sys/kernel/livepatch")).isEmpty();
        assertThat(files.isDirectory("/sys/kernel/livepatch")).isTrue();
        load("test_klp_livepatch");
        VirtualFile open = files.find(file).orElseThrow();
        assertThat(open.write("0")).isEmpty();
        assertThat(files.find(file)).isEmpty();
        assertThat(open.write("1")).as("open when it went").isPresent();
    }

    @Test
    void only_absolute_paths_lead_anywhere() {
        assertThat(files.find("proc/cmdline")).isEmpty();
        assertThat(files.find("")).isEmpty();
        assertThat(files.isDirectory("")).isFalse();
        assertThat(files.isDirectory("proc")).isFalse();
        assertThat(files.isDirectory("/pro")).isFalse();
    }

    private void load(String module) {
        assertThat(kernel.loader()
                        .modprobe(module, Arguments.none())
                        .toCompletableFuture()
                        .join()
                        .success())
                .isTrue();
    }
}
