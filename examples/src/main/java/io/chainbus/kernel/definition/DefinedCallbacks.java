package io.chainbus.kernel.definition;

import io.chainbus.kernel.livepatch.Callbacks;
import io.chainbus.kernel.livepatch.ObjectState;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.ModuleInstance;
import java.util.Optional;

/**
 * A livepatch's callbacks for one object: what each prints, and what the first returns.
 *
 * @param prePatchReturns 0, or the error that keeps the object from being patched, negative as the kernel writes it
 */
public record DefinedCallbacks(
        Text prePatch, Amount prePatchReturns, Text postPatch, Text preUnpatch, Text postUnpatch) {

    /** Callbacks that do nothing. */
    public static final DefinedCallbacks NONE =
            new DefinedCallbacks(Text.NOTHING, Amount.NONE, Text.NOTHING, Text.NOTHING, Text.NOTHING);

    /** Callbacks that print their names and the object, as those of the kernel's callback sample do. */
    public static DefinedCallbacks printing(Amount prePatchReturns) {
        return new DefinedCallbacks(
                naming("pre_patch_callback"),
                prePatchReturns,
                naming("post_patch_callback"),
                naming("pre_unpatch_callback"),
                naming("post_unpatch_callback"));
    }

    private static Text naming(String callback) {
        return new Text("{module}: " + callback + ": {object}");
    }

    Callbacks in(ModuleInstance module) {
        return new Callbacks() {
            @Override
            public Optional<Errno> prePatch(ObjectState object) {
                print(prePatch, object);
                int value = prePatchReturns.of(module.parameters());
                return value == 0 ? Optional.empty() : Optional.of(Errno.returned(value));
            }

            @Override
            public void postPatch(ObjectState object) {
                print(postPatch, object);
            }

            @Override
            public void preUnpatch(ObjectState object) {
                print(preUnpatch, object);
            }

            @Override
            public void postUnpatch(ObjectState object) {
                print(postUnpatch, object);
            }

            private void print(Text text, ObjectState object) {
                String line = text.of(module, object.description());
                if (!line.isEmpty()) {
                    module.log().line(line);
                }
            }
        };
    }
}
