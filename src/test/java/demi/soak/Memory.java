package demi.soak;

import demi.bench.server.DemiProcess;
import java.io.IOException;
import java.util.Locale;

/**
 * What the process has.
 *
 * @param live bytes of live objects, after a full collection
 * @param resident bytes
 */
record Memory(long live, long resident) {

    static Memory of(DemiProcess demi) throws IOException, InterruptedException {
        return new Memory(demi.liveHeap(), demi.residentBytes());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d MiB live, %d MiB resident", live >> 20, resident >> 20);
    }
}
