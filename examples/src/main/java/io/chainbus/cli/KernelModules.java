package io.chainbus.cli;

import io.chainbus.kernel.KernelSpec;
import io.chainbus.kernel.definition.Definitions;
import io.chainbus.kernel.injection.InjectionModule;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.selftest.SelfTestModules;
import java.util.List;
import java.util.stream.Stream;

/**
 * The modules that a console has to load: a tree's, those that come along (the self-tests' and the one for error injection),
 * and the user's own, which count where a name is there twice.
 */
record KernelModules(ModuleCatalog tree, Definitions own) {

    /** The names of those that come along. */
    static Stream<String> comeAlong() {
        return Stream.concat(SelfTestModules.definitions().names(), Stream.of(InjectionModule.NAME));
    }

    /** A kernel with all of them. */
    KernelSpec kernel(KernelLog log) {
        return KernelSpec.of(tree, log)
                .with(SelfTestModules::of)
                .with(services -> List.of(InjectionModule.define(services.notifiers())))
                .with(own::in);
    }
}
