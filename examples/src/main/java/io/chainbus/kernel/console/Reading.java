package io.chainbus.kernel.console;

import io.chainbus.kernel.files.VirtualFile;
import io.chainbus.kernel.files.VirtualFiles;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Files as programs read them: one after the other, and a line for each that cannot be. */
record Reading(String tool, VirtualFiles files, KernelLog errors) {

    /** Gives each file's path and content; says whether all could be read. */
    Status each(List<String> paths, BiConsumer<String, String> content) {
        Status status = Status.DONE;
        for (String path : paths) {
            Optional<VirtualFile> file = files.find(path);
            if (file.isPresent()) {
                content.accept(path, file.get().read());
            } else {
                Errno why = files.isDirectory(path) ? Errno.EISDIR : Errno.ENOENT;
                status = fail(path + ": " + why.text());
            }
        }
        return status;
    }

    Status fail(String what) {
        errors.line(tool + ": " + what);
        return Status.FAILED;
    }
}
