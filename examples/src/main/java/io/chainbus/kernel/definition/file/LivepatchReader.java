package io.chainbus.kernel.definition.file;

import io.chainbus.hocon.Findings;
import io.chainbus.hocon.Section;
import io.chainbus.kernel.definition.Amount;
import io.chainbus.kernel.definition.DefinedCallbacks;
import io.chainbus.kernel.definition.DefinedLivepatch;
import io.chainbus.kernel.definition.DefinedObject;
import io.chainbus.kernel.definition.DefinedObject.Replacement;
import io.chainbus.kernel.definition.Text;
import io.chainbus.kernel.livepatch.ObjectPatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads what a file says of one livepatch. */
final class LivepatchReader {

    static final List<String> FIELDS = List.of("name", "params", "replace", "objects", "text_bytes");

    private static final List<String> OBJECT = List.of("name", "functions", "callbacks");
    private static final List<String> FUNCTION = List.of("name", "by", "enters", "seconds", "leaves");
    private static final List<String> CALLBACKS = List.of("pre_patch", "post_patch", "pre_unpatch", "post_unpatch");
    private static final List<String> PRE_PATCH = List.of("says", "returns");
    private static final List<String> CALLBACK = List.of("says");

    private final Section section;
    private final String name;
    private final Scope scope;
    private final Findings findings;

    LivepatchReader(Section section, String name, Findings findings) {
        this.section = section;
        this.name = name;
        this.scope = Scope.of(section, findings);
        this.findings = findings;
    }

    /** @param known whether there is a module of that name, in this file or elsewhere */
    DefinedLivepatch read(Predicate<String> known) {
        int before = findings.count();
        List<DefinedObject> objects = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (Section one : section.sections("objects", "an object", OBJECT)) {
            String object = one.read("name", Names.MODULE, Names::module, "");
            if (!object.isEmpty() && !object.equals(ObjectPatch.VMLINUX) && !known.test(object)) {
                findings.add(
                        one.at("name"),
                        "expected " + ObjectPatch.VMLINUX
                                + ", or a module of the tree, of the self-tests or of this file in 'name', found '"
                                + object + "'");
            }
            if (!object.isEmpty() && object.equals(name)) {
                findings.add(
                        one.at("name"), "expected another object than the livepatch itself, found '" + object + "'");
            }
            if (!object.isEmpty() && !named.add(object)) {
                findings.add(one.at("name"), "expected each object once, found '" + object + "' again");
            }
            objects.add(new DefinedObject(object, functions(one), callbacks(one)));
        }
        if (objects.isEmpty() && findings.count() == before) {
            findings.add(section.at("objects"), "expected one object at least in 'objects', found none");
        }
        return new DefinedLivepatch(
                name, scope.textBytes(section), scope.parameters(), scope.flag(section, "replace"), objects);
    }

    /** Whether the object has such a function is found out when it is patched, as in a kernel. */
    private List<Replacement> functions(Section object) {
        List<Replacement> functions = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (Section one : object.sections("functions", "a function", FUNCTION)) {
            String function = one.read("name", Names.FUNCTION, Names::function, "");
            if (!function.isEmpty() && !named.add(function)) {
                findings.add(one.at("name"), "expected each function once, found '" + function + "' again");
            }
            String by =
                    one.readOr("by", Names.IDENTIFIER, Names::identifier, "livepatch_" + function.replace('+', '_'));
            functions.add(new Replacement(function, scope.function(one, by)));
        }
        return functions;
    }

    private DefinedCallbacks callbacks(Section object) {
        Optional<Section> callbacks = object.section("callbacks", "callbacks", CALLBACKS);
        if (callbacks.isEmpty()) {
            return DefinedCallbacks.NONE;
        }
        Section all = callbacks.get();
        DefinedCallbacks usual = DefinedCallbacks.printing(Amount.NONE);
        Optional<Section> prePatch = all.section("pre_patch", "a pre_patch callback", PRE_PATCH);
        return new DefinedCallbacks(
                says(prePatch, usual.prePatch()),
                prePatch.map(callback -> scope.result(callback, "returns")).orElse(Amount.NONE),
                says(all.section("post_patch", "a callback", CALLBACK), usual.postPatch()),
                says(all.section("pre_unpatch", "a callback", CALLBACK), usual.preUnpatch()),
                says(all.section("post_unpatch", "a callback", CALLBACK), usual.postUnpatch()));
    }

    /** A callback that there is says what the self-tests' callbacks say, if nothing else is said. */
    private Text says(Optional<Section> callback, Text usual) {
        return callback.map(one -> scope.callbackLine(one, "says", usual)).orElse(Text.NOTHING);
    }
}
