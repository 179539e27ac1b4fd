package io.chainbus.cluster.agent;

import java.util.concurrent.CompletableFuture;

/** A message whose sender waits for an answer: it fails where nobody is there any more to give one. */
interface Owed {

    CompletableFuture<?> answer();
}
