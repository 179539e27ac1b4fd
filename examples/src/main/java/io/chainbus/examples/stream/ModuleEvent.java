package io.chainbus.examples.stream;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.chainbus.event.ModulePhase;
import java.util.ArrayList;
import java.util.List;

/** What a kernel announces of one of its modules. */
record ModuleEvent(ModulePhase phase, String module) {

    /**
     * A machine that boots and shuts down again and again: every module comes, in that order, and goes, in the reverse.
     * Events are made when they are asked for, never ahead.
     */
    static Source<ModuleEvent, NotUsed> boots(List<String> modules, int times) {
        List<ModuleEvent> once = new ArrayList<>(2 * modules.size());
        modules.forEach(module -> once.add(new ModuleEvent(ModulePhase.COMING, module)));
        for (int index = modules.size() - 1; index >= 0; index--) {
            once.add(new ModuleEvent(ModulePhase.GOING, modules.get(index)));
        }
        return Source.repeat(once).take(times).mapConcat(events -> events);
    }
}
