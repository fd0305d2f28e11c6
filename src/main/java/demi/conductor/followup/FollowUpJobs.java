package demi.conductor.followup;

import demi.api.InferenceApi;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.conductor.turn.CancelToken;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When something is followed up after replies: once the person, and everybody else, has been silent for a while, one at a
 * time, and all that has gathered in one question. Whoever writes has it cut off; it is asked again later, at the end of
 * what is the newest prompt then. What the process did not come to is found in the store by the next one.
 */
public final class FollowUpJobs {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUpJobs.class);
    /** In a house in which somebody always talks, only the person's own silence counts after so many times of it. */
    private static final int PATIENCE = 30;

    private static final Duration CUT_OFF = Duration.ofSeconds(1);
    private static final Duration WHILE_ANSWERING = Duration.ofMillis(200);
    private static final Duration AWAY = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 4;
    /** A question that takes longer than a server may is given up. */
    private static final int MOST_TIMEOUTS = 3;

    private static final FollowUpKinds ALL = new FollowUpKinds(true, true);
    private static final FollowUpKinds LEARNED = new FollowUpKinds(false, true);

    private final Vertx vertx;
    private final Bus bus;
    private final FollowUpPauses pauses;
    private final FollowUps followUps;
    private final BooleanSupplier answering;
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Map<String, Long> repliedAt = new HashMap<>();
    private InferenceApi.Abilities abilities = InferenceApi.Abilities.UNKNOWN;
    private long lastReply = System.nanoTime();
    /** Of whom something is being asked, and what is left of that job meanwhile; null while nothing is. */
    private @Nullable Asking asking;
    /** A talk that is being read again, null where none is. */
    private @Nullable CancelToken reading;

    private @Nullable Long timer;

    /** A job, and when it is to be looked at again at the earliest, by {@link System#nanoTime}. */
    private record Waiting(FollowUpJob job, long since, long notBefore, int failures) {
        static Waiting of(FollowUpJob job) {
            return new Waiting(job, System.nanoTime(), System.nanoTime(), 0);
        }

        Waiting with(FollowUpJob other) {
            return new Waiting(other, since, notBefore, failures);
        }

        Waiting later(Duration pause, int failed) {
            return new Waiting(job, since, System.nanoTime() + pause.toNanos(), failed);
        }
    }

    private record Asking(String userId, FollowUps.Run run) {}

    /** @param answering whether any person's message is being answered now */
    public FollowUpJobs(Vertx vertx, Bus bus, FollowUpPauses pauses, FollowUps followUps, BooleanSupplier answering) {
        this.vertx = vertx;
        this.bus = bus;
        this.pauses = pauses;
        this.followUps = followUps;
        this.answering = answering;
    }

    /** A turn is over: this is to be followed up. */
    public void schedule(String userId, FollowUpJob job) {
        lastReply = System.nanoTime();
        repliedAt.put(userId, lastReply);
        Waiting known = waiting.get(userId);
        keep(userId, known == null ? Waiting.of(job) : known.with(known.job().then(job)));
        // Not at once: the turn is about to end.
        cancelTimer();
        evaluateIn(Duration.ZERO);
    }

    /** The same, of an earlier process. */
    void resume(String userId, FollowUpJob job) {
        Waiting known = waiting.get(userId);
        keep(userId, known == null ? Waiting.of(job) : known.with(job.then(known.job())));
        evaluate();
    }

    private void keep(String userId, Waiting next) {
        if (next.job().isOver()) {
            waiting.remove(userId);
            repliedAt.remove(userId);
        } else {
            waiting.put(userId, next);
        }
    }

    public void modelIs(InferenceApi.State state) {
        abilities = state.abilities();
        if (state.ready()) {
            waiting.replaceAll((user, each) -> each.later(Duration.ZERO, 0));
            evaluate();
        }
    }

    /** Nothing is to be learned any more from what this person has said so far. */
    void learnNothing(String userId) {
        Waiting known = waiting.get(userId);
        if (known != null) {
            keep(userId, known.with(known.job().learned()));
        }
        if (asking != null && asking.userId().equals(userId)) {
            asking.run().learnNothing();
        }
        complete(userId, List.of(), LEARNED);
    }

    /** The same, wherever they have said it. */
    public void learnNothingAnywhere(String userId) {
        learnNothing(userId);
        List.copyOf(waiting.entrySet()).stream()
                .filter(each -> each.getValue().job().shared())
                .filter(each -> each.getValue().job().whose(each.getKey()).equals(userId))
                .map(Map.Entry::getKey)
                .forEach(this::learnNothing);
    }

    /** Nothing is followed up any more of people whose accounts are gone. */
    void retainPeople(Set<String> users) {
        // Of what several share, and of notes on a talk, the store has nothing open.
        waiting.entrySet()
                .removeIf(each -> !users.contains(each.getKey())
                        && !each.getValue().job().shared()
                        && !each.getValue().job().full());
        repliedAt.keySet().retainAll(waiting.keySet());
    }

    /** What is known of this person's talks has changed: nothing of it is asked, and the store has what is left to do. */
    void discard(String userId) {
        waiting.remove(userId);
        repliedAt.remove(userId);
        if (asking != null && asking.userId().equals(userId)) {
            asking.run().learnNothing();
            asking.run().cutOff();
        }
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
    }

    /** Another node has these people now, and finds in the store what is left to do. */
    public void discardAll(Predicate<String> whose) {
        Set<String> all = new HashSet<>(waiting.keySet());
        if (asking != null) {
            all.add(asking.userId());
        }
        all.stream().filter(whose).forEach(this::discard);
    }

    boolean isIdle() {
        return waiting.isEmpty() && asking == null;
    }

    /** Somebody has written: what is asked in what was the newest prompt until now comes later, in the one to come. */
    public void cutOff() {
        if (asking != null) {
            asking.run().cutOff();
        }
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
    }

    /** Begins what is due, or comes back when it will be. */
    private void evaluate() {
        cancelTimer();
        if (asking != null || waiting.isEmpty()) {
            return;
        }
        String next = waiting.keySet().stream()
                .min(Comparator.<String>comparingLong(user -> dueIn(user).toNanos()))
                .orElseThrow();
        Duration due = dueIn(next);
        if (!due.isNegative() && !due.isZero()) {
            evaluateIn(due);
        } else if (answering.getAsBoolean()) {
            evaluateIn(WHILE_ANSWERING);
        } else {
            start(next);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            vertx.cancelTimer(timer);
            timer = null;
        }
    }

    private void evaluateIn(Duration pause) {
        timer = Timers.after(vertx, Math.max(1, pause.toMillis()), fired -> {
            timer = null;
            evaluate();
        });
    }

    private Duration dueIn(String userId) {
        Waiting known = Objects.requireNonNull(waiting.get(userId));
        long quiet = quiet(known.job()).toNanos();
        long now = System.nanoTime();
        long own = repliedAt.getOrDefault(userId, known.since()) + quiet - now;
        long others = Math.min(lastReply + quiet - now, known.since() + PATIENCE * quiet - now);
        return Duration.ofNanos(Math.max(Math.max(own, others), known.notBefore() - now));
    }

    /** Notes on what the window will lose are made first, and soon, unless that has the next reply read everything. */
    private Duration quiet(FollowUpJob job) {
        return !abilities.rewinds() ? pauses.sliding() : job.full() ? Duration.ZERO : pauses.usual();
    }

    private void start(String userId) {
        Waiting begun = Objects.requireNonNull(waiting.get(userId));
        FollowUps.Run run = followUps.begin(userId, begun.job(), abilities.readsSlowly());
        asking = new Asking(userId, run);
        run.done().onComplete(done -> ended(userId, run, done));
    }

    private void ended(String userId, FollowUps.Run run, AsyncResult<Ack> done) {
        asking = null;
        Waiting known = waiting.get(userId);
        Failure.Code code = done.failed() ? Failure.codeOf(done.cause()) : null;
        boolean again = known != null && retryLater(code, known.failures());
        if (known == null && code == Failure.Code.CANCELLED) {
            LOG.debug("Discarded a follow-up: user={} messages={}", userId, run.messageIds());
        } else if (known != null && again) {
            waiting.put(userId, postponed(known, Objects.requireNonNull(code)));
        } else {
            if (done.failed()) {
                LOG.info(
                        "Could not use a follow-up: user={} messages={} reason={}",
                        userId,
                        run.messageIds(),
                        done.cause().getMessage());
            }
            settle(userId, run, known);
        }
        evaluate();
    }

    private static boolean retryLater(Failure.@Nullable Code code, int failures) {
        return code == Failure.Code.CANCELLED
                || code == Failure.Code.UNAVAILABLE
                || (code == Failure.Code.TIMEOUT && failures < MOST_TIMEOUTS);
    }

    private static Waiting postponed(Waiting known, Failure.Code code) {
        return code == Failure.Code.CANCELLED
                ? known.later(CUT_OFF, known.failures())
                : known.later(
                        AWAY.multipliedBy(1L << Math.min(known.failures(), MOST_DOUBLINGS)), known.failures() + 1);
    }

    private void settle(String userId, FollowUps.Run run, @Nullable Waiting known) {
        if (!run.messageIds().isEmpty()) {
            complete(userId, run.messageIds(), ALL);
        }
        if (known == null) {
            return;
        }
        FollowUpJob left =
                run.summarises() ? known.job().summarised() : known.job().without(run.messageIds());
        keep(userId, known.with(left).later(Duration.ZERO, 0));
        if (left.isOver() && !abilities.rewinds()) {
            reading = followUps.readAgain(userId, left);
        }
    }

    /** If that is not kept, the next process asks once more, which changes nothing. */
    private void complete(String userId, List<String> messageIds, FollowUpKinds what) {
        bus.request(MessageStore.COMPLETE_FOLLOW_UP, new MessageStore.CompleteFollowUp(userId, messageIds, what))
                .onFailure(thrown ->
                        LOG.warn("Could not mark a follow-up as done: user={}: {}", userId, thrown.getMessage()));
    }
}
