package io.chainbus.kernel.console;

import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.files.VirtualFile;
import io.chainbus.kernel.files.VirtualFiles;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Runs a script on a kernel, one command a line, and prints what a kernel engineer would see: the command behind {@code %},
 * then what the tools and the kernel's log say, in the order in which it happened. Blank lines and comments ({@code #})
 * are passed over. A command that fails does not end the script.
 *
 * <p>For one thread. A command waits until what it started has settled, unless it ends in {@code &}. Time is virtual: it
 * passes while a command waits, and takes none.
 */
public final class Console {

    private final KernelLog log;
    private final VirtualFiles files;
    private final Tools tools;
    private final Jobs jobs;

    /**
     * A console for a kernel.
     *
     * @param log the kernel's log, to which the tools' own lines go too
     */
    public Console(Kernel kernel, KernelLog log) {
        this.log = log;
        this.files = new VirtualFiles(kernel, log);
        this.tools = new Tools(kernel, files, log);
        this.jobs = new Jobs(kernel);
    }

    /**
     * Prints a line's command and runs it.
     *
     * @return whether the command did what it was asked; one in the background, whether it has not failed yet
     */
    public boolean run(String line) {
        ShellLine parsed = ShellLine.parse(line);
        if (!(parsed instanceof ShellLine.Blank)) {
            log.line("% " + parsed.text());
        }
        return run(parsed);
    }

    /** Runs a line that is on the screen already, since somebody has typed it there. */
    public boolean runTyped(String line) {
        return run(ShellLine.parse(line));
    }

    /** Waits until all commands in the background have ended; whether none of them has failed. */
    public boolean finish() {
        return jobs.endAll() == Status.DONE;
    }

    /** What can stand at the end of an unfinished line. */
    public Completions completions() {
        return new Completions(tools, files);
    }

    private boolean run(ShellLine line) {
        if (line instanceof ShellLine.Malformed malformed) {
            log.line(malformed.error());
            return false;
        }
        if (!(line instanceof ShellLine.Command command)) {
            return true;
        }
        Status status = command.background()
                ? jobs.inBackground(() -> start(command))
                : jobs.inForeground(() -> start(command));
        return status == Status.DONE;
    }

    private CompletionStage<Status> start(ShellLine.Command command) {
        String name = command.words().get(0);
        List<String> arguments = command.words().subList(1, command.words().size());
        Optional<Tool> tool = tools.find(name);
        if (tool.isEmpty()) {
            return Tool.ended(fail(name + ": command not found"));
        }
        String path = command.redirect();
        if (path.isEmpty()) {
            return tool.get().run(arguments, log);
        }
        Optional<VirtualFile> file = files.find(path);
        if (file.isEmpty()) {
            return Tool.ended(fail((files.isDirectory(path) ? Errno.EISDIR : Errno.ENOENT).text()));
        }
        List<String> output = new ArrayList<>();
        return tool.get().run(arguments, output::add).thenApply(status -> status.and(write(name, output, file.get())));
    }

    private Status write(String tool, List<String> lines, VirtualFile file) {
        return lines.isEmpty()
                ? Status.DONE
                : file.write(String.join("\n", lines))
                        .map(error -> fail(tool + ": write error: " + error.text()))
                        .orElse(Status.DONE);
    }

    private Status fail(String line) {
        log.line(line);
        return Status.FAILED;
    }
}
