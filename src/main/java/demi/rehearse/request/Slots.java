package demi.rehearse.request;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntSupplier;

/** So many at a time; the others wait in order. Belongs to the server's event loop. */
public final class Slots {
    private final IntSupplier most;
    private final Deque<Place> waiting = new ArrayDeque<>();
    private int taken;

    public Slots(IntSupplier most) {
        this.most = most;
    }

    /** A place in use, or in the queue for one. */
    public final class Place {
        private final Runnable begins;
        private boolean begun;
        private boolean left;

        private Place(Runnable begins) {
            this.begins = begins;
        }

        public boolean isWaiting() {
            return !begun && !left;
        }

        /** Gives it to the next; one that left while it waited never begins. */
        public void leave() {
            if (left) {
                return;
            }
            left = true;
            if (begun) {
                taken--;
                callNext();
            } else {
                waiting.remove(this);
            }
        }
    }

    public boolean isFree() {
        return taken < most.getAsInt() && waiting.isEmpty();
    }

    /** Queues for a place; {@code begins} is called by {@link #callNext} when there is one. */
    public Place enter(Runnable begins) {
        Place place = new Place(begins);
        waiting.add(place);
        return place;
    }

    /** To be called after {@link #enter}, when the caller has kept its place. */
    public void callNext() {
        while (!waiting.isEmpty() && taken < most.getAsInt()) {
            Place next = waiting.remove();
            next.begun = true;
            taken++;
            next.begins.run();
        }
    }
}
