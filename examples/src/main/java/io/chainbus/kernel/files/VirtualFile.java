package io.chainbus.kernel.files;

import io.chainbus.kernel.module.Errno;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A file that is made when it is read, and does something when it is written. */
public interface VirtualFile {

    /** Its lines, with line ends between them. */
    String read();

    /** Writes to it; the error, if it fails. */
    Optional<Errno> write(String text);

    /** One that cannot be written ({@code EACCES}). */
    static VirtualFile readable(Supplier<String> content) {
        return of(content, text -> Optional.of(Errno.EACCES));
    }

    static VirtualFile of(Supplier<String> content, Function<String, Optional<Errno>> writing) {
        return new VirtualFile() {
            @Override
            public String read() {
                return content.get();
            }

            @Override
            public Optional<Errno> write(String text) {
                return writing.apply(text);
            }
        };
    }
}
