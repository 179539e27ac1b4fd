package io.chainbus.cluster.journal;

import akka.Done;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Which chains there are, so that they are started again after all nodes were down: nobody need ask for a chain to have
 * its open walks go on. A journal that is durable keeps one.
 *
 * <p>What is asked for waits while the journal cannot be reached; it fails only when the journal is closed. Thread-safe.
 */
public interface ChainRegistry {

    /** Keeps the name; completes when it is durable. That it is there already is no failure. */
    CompletionStage<Done> opened(String chain);

    /** Forgets the name: the chain is closed. That it is not there is no failure. */
    CompletionStage<Done> closed(String chain);

    /** All that are open. */
    CompletionStage<Set<String>> open();
}
