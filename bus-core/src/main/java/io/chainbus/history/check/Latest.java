package io.chainbus.history.check;

import java.util.LinkedHashMap;
import java.util.Map;

/** The entries put last, so many and no more. */
final class Latest<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    Latest(int most) {
        this.most = most;
    }

    @Override
    public V put(K key, V value) {
        remove(key);
        return super.put(key, value);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
