package demi.accounts.limit;

import demi.bus.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Whose password is looked at next, while more want it than can be hashed. A known device comes first, then whose address
 * failed least, then who came first; attempts for one e-mail are looked at one after the other, so that neither wrong
 * ones at the same moment pass the limit nor right ones reach it. When all places are taken, who has most of them, by
 * address and by e-mail, gives one up: a flood pushes out itself. Used from one context.
 */
public final class LoginQueue {

    /** So many of one e-mail come before all others; what is more waits with them. */
    private static final int KNOWN_PER_EMAIL = 4;

    /** Some ten seconds of work at the usual cost; who would wait longer is better told at once. */
    private static final int PLACES = 48;

    /**
     * @param attempt the name by which it can be given up; empty where it has none
     * @param network what counts as one address
     * @param known whether the device was logged in before
     */
    public record Place(String attempt, String network, String email, boolean known) {}

    private static final class Waiting<T> {

        private final Place place;
        private final Supplier<Future<T>> work;
        private final Supplier<Future<T>> full;
        private final Promise<T> answer = Promise.promise();

        Waiting(Place place, Supplier<Future<T>> work, Supplier<Future<T>> full) {
            this.place = place;
            this.work = work;
            this.full = full;
        }

        Place place() {
            return place;
        }

        void check() {
            settle(work);
        }

        void refuse() {
            settle(full);
        }

        private void settle(Supplier<Future<T>> how) {
            Future.succeededFuture().compose(nothing -> how.get()).onComplete(answer);
        }
    }

    private final int atOnce;
    private final ToIntFunction<String> failures;
    private final Comparator<Waiting<?>> next;
    /** Oldest first. */
    private final List<Waiting<?>> waiting = new ArrayList<>();
    /** The e-mails that are looked at now. */
    private final Set<String> running = new HashSet<>();

    /**
     * @param atOnce so many are looked at at the same time
     * @param failures of a network, lately
     */
    public LoginQueue(int atOnce, ToIntFunction<String> failures) {
        this.atOnce = atOnce;
        this.failures = failures;
        Comparator<Waiting<?>> known = Comparator.comparing(one -> !one.place().known());
        this.next = known.thenComparing(one -> failures.applyAsInt(one.place().network()));
    }

    /**
     * Does {@code work} when its turn comes; without a place {@code full} decides instead. What is given up before its turn
     * fails CANCELLED.
     */
    public <T> Future<T> enter(Place place, Supplier<Future<T>> work, Supplier<Future<T>> full) {
        Waiting<T> mine = new Waiting<>(fairest(place), work, full);
        waiting.add(mine);
        if (waiting.size() + running.size() > PLACES) {
            evict();
        }
        checkNext();
        return mine.answer.future();
    }

    /** Nobody waits for this attempt any more: its place is free, unless it is looked at already. */
    public void giveUp(String attempt) {
        for (Waiting<?> one : List.copyOf(waiting)) {
            if (one.place().attempt().equals(attempt) && !attempt.isEmpty()) {
                waiting.remove(one);
                one.answer.tryFail(new Failure(Failure.Code.CANCELLED, "Nobody waits for this any more."));
            }
        }
    }

    /** Who is known could take all places by themselves otherwise. */
    private Place fairest(Place place) {
        long before = waiting.stream()
                .filter(other -> other.place().known() && other.place().email().equals(place.email()))
                .count();
        return place.known() && before >= KNOWN_PER_EMAIL
                ? new Place(place.attempt(), place.network(), place.email(), false)
                : place;
    }

    private void evict() {
        Comparator<Waiting<?>> known = Comparator.comparing(one -> !one.place().known());
        Waiting<?> worst = waiting.get(0);
        Comparator<Waiting<?>> more = known.thenComparing(one -> of(Place::network, one))
                .thenComparing(one -> of(Place::email, one))
                .thenComparing(one -> failures.applyAsInt(one.place().network()));
        for (Waiting<?> one : waiting) {
            // Of equals the newest goes: the others have waited longer.
            worst = more.compare(one, worst) >= 0 ? one : worst;
        }
        waiting.remove(worst);
        worst.refuse();
    }

    /** How many places are taken by the same network or e-mail. */
    private long of(Function<Place, String> what, Waiting<?> one) {
        String mine = what.apply(one.place());
        return waiting.stream()
                .filter(other -> what.apply(other.place()).equals(mine))
                .count();
    }

    private void checkNext() {
        while (running.size() < atOnce) {
            Waiting<?> one = waiting.stream()
                    .filter(candidate -> !running.contains(candidate.place().email()))
                    .min(next)
                    .orElse(null);
            if (one == null) {
                return;
            }
            waiting.remove(one);
            check(one);
        }
    }

    private void check(Waiting<?> one) {
        String email = one.place().email();
        running.add(email);
        one.answer.future().onComplete(any -> {
            running.remove(email);
            checkNext();
        });
        one.check();
    }
}
