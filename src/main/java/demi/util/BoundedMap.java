package demi.util;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what it has not been asked for longest. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    public BoundedMap(int most) {
        super(16, .75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
