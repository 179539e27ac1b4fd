package io.chainbus.kernel.console;

import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.files.VirtualFiles;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.module.KernelLog;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The programs by their names. */
final class Tools {

    /** What {@code help} prints. */
    static final String HELP = """
            modprobe [--first-time] NAME [PARAMETER=VALUE...]   loads a module behind what it needs
            modprobe -r NAME...         unloads modules, and what they alone needed
            rmmod NAME...               unloads modules
            lsmod                       lists the loaded modules
            echo VALUE > FILE           writes to a file
            cat FILE...                 prints files
            grep [-q] 'TEXT' FILE...    prints the lines of files that match
            ls [DIRECTORY]              lists the files that there are
            sysctl KEY[=VALUE]          prints or sets a setting: kernel.ftrace_enabled
            sleep SECONDS               lets virtual time pass
            help                        prints this
            A command waits for what it starts, in virtual time, unless it ends in &.""";

    private final ModuleLoader loader;
    private final SortedMap<String, Tool> tools;

    /** @param errors where programs print what is wrong, wherever their output goes */
    Tools(Kernel kernel, VirtualFiles files, KernelLog errors) {
        this.loader = kernel.loader();
        this.tools = new TreeMap<>(Map.ofEntries(
                Map.entry("modprobe", new Modprobe(loader, errors)),
                Map.entry("rmmod", new Rmmod(loader, errors)),
                Map.entry("lsmod", new Lsmod(loader)),
                Map.entry("echo", new Echo()),
                Map.entry("cat", new Cat(files, errors)),
                Map.entry("grep", new Grep(files, errors)),
                Map.entry("ls", new Ls(files, errors)),
                Map.entry("sysctl", new Sysctl(files, errors)),
                Map.entry("sleep", new Sleep(kernel.clock(), errors)),
                Map.entry("help", (arguments, out) -> {
                    HELP.lines().forEach(out::line);
                    return Tool.ended(Status.DONE);
                })));
    }

    Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    SortedSet<String> names() {
        return new TreeSet<>(tools.keySet());
    }

    ModuleLoader loader() {
        return loader;
    }
}
