package io.chainbus.kernel;

import io.chainbus.kernel.livepatch.Livepatch;
import io.chainbus.kernel.module.ModuleNotifiers;
import io.chainbus.kernel.task.Tasks;

/** What a kernel offers to the code of its modules. */
public record KernelServices(Livepatch livepatch, Tasks tasks, ModuleNotifiers notifiers) {}
