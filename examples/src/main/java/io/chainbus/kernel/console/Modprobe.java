package io.chainbus.kernel.console;

import io.chainbus.kernel.loader.Arguments;
import io.chainbus.kernel.loader.LoadResult;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.loader.UnloadResult;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** kmod's {@code modprobe}: loads a module with what it needs; with {@code -r}, unloads it with what it alone needed. */
final class Modprobe implements Tool {

    private final ModuleLoader loader;
    private final KernelLog errors;

    Modprobe(ModuleLoader loader, KernelLog errors) {
        this.loader = loader;
        this.errors = errors;
    }

    @Override
    public CompletionStage<Status> run(List<String> arguments, KernelLog out) {
        boolean remove = false;
        boolean firstTime = false;
        List<String> names = new ArrayList<>();
        for (String argument : arguments) {
            switch (argument) {
                case "-r", "--remove" -> remove = true;
                case "--first-time" -> firstTime = true;
                default -> {
                    if (argument.startsWith("-")) {
                        return Tool.ended(fail("modprobe: unrecognized option '" + argument + "'"));
                    }
                    names.add(argument);
                }
            }
        }
        if (names.isEmpty()) {
            return Tool.ended(fail("modprobe: ERROR: missing parameters. See -h."));
        }
        boolean first = firstTime;
        if (remove) {
            return Tool.forEach(names, name -> loader.remove(name).thenApply(result -> removed(name, first, result)));
        }
        String name = names.get(0);
        return loader.modprobe(name, Arguments.parse(names.subList(1, names.size())))
                .thenApply(result -> inserted(name, first, result));
    }

    private Status inserted(String name, boolean firstTime, LoadResult result) {
        if (result instanceof LoadResult.NotFound) {
            return fail("modprobe: FATAL: Module " + name + " not found in directory /lib/modules/"
                    + loader.catalog().version());
        }
        if (result instanceof LoadResult.Failed failed) {
            return couldNotInsert(name, textOf(failed.errno()));
        }
        if (result instanceof LoadResult.AlreadyLive && firstTime) {
            return couldNotInsert(name, textOf(Errno.EEXIST));
        }
        return Status.DONE;
    }

    /** Modprobe names the module that it was asked for, whichever it failed at. */
    private Status couldNotInsert(String name, String why) {
        return fail("modprobe: ERROR: could not insert '" + name.replace('-', '_') + "': " + why);
    }

    /** Modprobe has its own words for two errors that a load can have. */
    private static String textOf(Errno errno) {
        if (errno.equals(Errno.ENOENT)) {
            return "Unknown symbol in module, or unknown parameter (see dmesg)";
        }
        return errno.equals(Errno.EEXIST) ? "Module already in kernel" : errno.text();
    }

    private Status removed(String name, boolean firstTime, UnloadResult result) {
        if (result instanceof UnloadResult.NotLoaded
                && loader.catalog().find(name).isEmpty()) {
            return fail("modprobe: FATAL: Module " + name + " not found.");
        }
        if (result instanceof UnloadResult.NotLoaded notLoaded && firstTime) {
            return fail("modprobe: FATAL: Module " + notLoaded.name() + " is not in kernel.");
        }
        if (result instanceof UnloadResult.InUse inUse) {
            return fail("modprobe: FATAL: Module " + inUse.name() + " is in use.");
        }
        if (result instanceof UnloadResult.Refused refused) {
            return fail("modprobe: ERROR: could not remove '" + refused.name() + "': "
                    + refused.errno().text());
        }
        return Status.DONE;
    }

    private Status fail(String line) {
        errors.line(line);
        return Status.FAILED;
    }
}
