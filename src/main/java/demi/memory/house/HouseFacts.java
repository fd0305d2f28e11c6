package demi.memory.house;

import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.House;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everybody of the house may know. Where that is kept is remembered, since looking for it reads through all memories;
 * whether it still is so is asked anew each time.
 */
public final class HouseFacts {

    private static final int MOST = 200;

    private final Bus bus;
    private @Nullable Future<List<Long>> places;

    public HouseFacts(Bus bus) {
        this.bus = bus;
    }

    /** Something has changed that may be for the house now. */
    public void onChanged() {
        places = null;
    }

    /** Whether nobody has told anything that all may know. */
    Future<Boolean> areNone() {
        return places().map(List::isEmpty);
    }

    /** Who is of the house, and what a person of it may know of the others. */
    Future<House> of(String userId) {
        return places().compose(found -> bus.request(MemoryStore.HOUSE, new MemoryStore.FindHouse(userId, found)));
    }

    private Future<List<Long>> places() {
        Future<List<Long>> known = places;
        if (known != null && !known.failed()) {
            return known;
        }
        Future<List<Long>> asked = bus.request(MemoryStore.HOUSE_PLACES, new MemoryStore.FindHousePlaces(MOST))
                .map(MemoryStore.HousePlaces::places);
        places = asked;
        return asked;
    }
}
