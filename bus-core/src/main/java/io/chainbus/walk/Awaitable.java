package io.chainbus.walk;

import java.util.concurrent.CompletionStage;

/** A stage that knows what it waits for, so that a wait for it from inside a handler can be refused (promise P12). */
public interface Awaitable<V> {

    /**
     * The handler of that visit waits.
     *
     * @param subscriber whose visit it is; empty where that is to be found out
     * @return this stage; or one that has failed, since the wait would close a circle
     */
    CompletionStage<V> awaitedBy(Visit<?> visit, String subscriber);
}
