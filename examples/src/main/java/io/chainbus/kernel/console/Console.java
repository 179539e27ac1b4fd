package io.chainbus.kernel.console;

import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a script on a kernel, one command a line, and prints what a kernel engineer would see: the command behind {@code %},
 * then what the tools and the kernel's log say, in the order in which it happened. Blank lines and comments ({@code #})
 * are passed over. A command that fails does not end the script.
 *
 * <p>For one thread. A command waits until what it started has settled.
 */
public final class Console {

    private final KernelLog out;
    private final VirtualFiles files;
    private final Map<String, Tool> tools;

    /**
     * A console for a kernel.
     *
     * @param out the kernel's log, to which the tools' own lines go too
     */
    public Console(Kernel kernel, KernelLog out) {
        this.out = out;
        this.files = new VirtualFiles(kernel);
        this.tools = Map.of(
                "modprobe", new Modprobe(kernel.loader(), out),
                "rmmod", new Rmmod(kernel.loader(), out),
                "lsmod", new Lsmod(kernel.loader(), out),
                "echo", this::echo,
                "cat", this::cat);
    }

    /**
     * Runs one line.
     *
     * @return whether the command did what it was asked
     */
    public boolean run(String line) {
        String command = line.strip();
        if (command.isEmpty() || command.startsWith("#")) {
            return true;
        }
        out.line("% " + command);
        CommandLine parsed = CommandLine.parse(command);
        if (parsed.words().isEmpty()) {
            return fail("syntax error: expected a command") == Status.DONE;
        }
        String name = parsed.words().get(0);
        List<String> arguments = parsed.words().subList(1, parsed.words().size());
        return run(name, arguments, parsed.redirect()) == Status.DONE;
    }

    private Status run(String name, List<String> arguments, String redirect) {
        Tool tool = tools.get(name);
        if (tool == null) {
            return fail(name + ": command not found");
        }
        if (redirect.isEmpty()) {
            return tool.run(arguments);
        }
        return name.equals("echo")
                ? write(String.join(" ", arguments), redirect)
                : fail(name + ": only the output of echo can be written to a file");
    }

    private Status echo(List<String> arguments) {
        out.line(String.join(" ", arguments));
        return Status.DONE;
    }

    private Status write(String value, String path) {
        Optional<Errno> error = files.write(path, value);
        if (error.isEmpty()) {
            return Status.DONE;
        }
        String text = error.get().text();
        return fail(error.get().equals(Errno.ENOENT) ? text : "echo: write error: " + text);
    }

    private Status cat(List<String> paths) {
        Status status = paths.isEmpty() ? fail("cat: expected a file") : Status.DONE;
        for (String path : paths) {
            Optional<String> content = files.read(path);
            if (content.isPresent()) {
                content.get().lines().forEach(out::line);
            } else {
                status = fail("cat: " + path + ": " + Errno.ENOENT.text());
            }
        }
        return status;
    }

    private Status fail(String line) {
        out.line(line);
        return Status.FAILED;
    }
}
