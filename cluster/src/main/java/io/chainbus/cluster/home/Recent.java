package io.chainbus.cluster.home;

import java.util.LinkedHashMap;
import java.util.Map;

/** The answers given last, in case they are lost on the way and asked for again. Not thread-safe. */
final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    /** Much more than can be on their way at a time. */
    private static final int KEPT = 1024;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > KEPT;
    }
}
