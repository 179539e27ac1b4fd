package io.chainbus.examples.reboot;

import io.chainbus.ChainSpec;

/**
 * The kernel's {@code reboot_notifier_list} (Linux {@code kernel/notifier.c}, called by {@code kernel/reboot.c}): a
 * blocking notifier chain that is walked once, from high to low priority, before the devices are shut down. What its
 * subscribers return is not looked at.
 */
public final class RebootChain {

    /** Linux {@code INT_MAX}: what those take who must come before all devices. */
    public static final int INT_MAX = Integer.MAX_VALUE;

    private RebootChain() {}

    /**
     * A reboot chain. The payload is the command that {@code reboot(2)} may be given; the key is always {@code system},
     * of which there is one, so that no two shutdowns overlap.
     */
    public static ChainSpec<String> named(String name) {
        return ChainSpec.named(name, String.class).keyedBy(command -> "system").phases(RebootPhase.values());
    }
}
