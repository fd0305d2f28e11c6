package demi.notifications;

import demi.api.HealthApi;
import demi.api.NotificationsApi;
import demi.api.NotificationsApi.Standing;
import demi.api.NotificationsApi.Tested;
import demi.api.StoreEvents;
import demi.api.store.NotificationStore;
import demi.api.store.NotificationStore.FoundTarget;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.util.SlidingWindowLimiter;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells phones that she wrote, and keeps where each person's phone is. Answers every address of {@link NotificationsApi}. */
@WallTime("how long one is kept")
public final class NotificationsVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationsVerticle.class);
    private static final long LOOK_MS = 30_000;
    private static final int TESTS_PER_MINUTE = 5;
    private static final int CHANGES_PER_MINUTE = 20;

    private final Bus bus;
    private final InstantSource clock;
    private final NotificationSettings settings;
    private final boolean testsOnly;
    private final SlidingWindowLimiter tests = new SlidingWindowLimiter(TESTS_PER_MINUTE, System::nanoTime);
    private final SlidingWindowLimiter changes = new SlidingWindowLimiter(CHANGES_PER_MINUTE, System::nanoTime);
    private PushClient client;
    private NotificationDispatcher dispatcher;
    private PushTroubles troubles;

    /** @param testsOnly whether it only tests the house's target, and nobody is told anything */
    @SuppressWarnings("NullAway.Init") // made in start(), where there is a Vertx
    public NotificationsVerticle(Bus bus, InstantSource clock, NotificationSettings settings, boolean testsOnly) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.testsOnly = testsOnly;
    }

    @Override
    public Future<?> start() {
        client = new PushClient(vertx, settings.priority(), settings.click());
        troubles = new PushTroubles(settings.url() != null, this::tellHealth);
        dispatcher = new NotificationDispatcher(bus, clock, client, house(), troubles);
        if (testsOnly) {
            return bus.answer(NotificationsApi.TEST, this::test);
        }
        Timers.every(vertx, LOOK_MS, timer -> {
            review();
            dispatcher.send();
        });
        return Future.all(List.of(
                        bus.answer(NotificationsApi.TARGET, this::standing),
                        bus.answer(NotificationsApi.SET_TARGET, this::set),
                        bus.answer(NotificationsApi.REMOVE_TARGET, this::remove),
                        bus.answer(NotificationsApi.TEST, this::test),
                        bus.listen(StoreEvents.CHANGED_ELSEWHERE, news -> review()),
                        bus.listen(NotificationsApi.WRITTEN, written -> dispatcher.send()),
                        bus.listen(HealthApi.ROLL_CALL, call -> tellHealth())))
                .onSuccess(ready -> {
                    tellHealth();
                    dispatcher.start();
                });
    }

    private @Nullable PushTarget house() {
        URI url = settings.url();
        return url == null ? null : PushTarget.of(settings, url);
    }

    private Future<Standing> standing(NotificationsApi.TargetOf asked) {
        return bus.ask(NotificationStore.TARGET, asked).map(found -> standing(asked.userId(), found));
    }

    private Standing standing(String userId, FoundTarget found) {
        PushTarget target = dispatcher.target(userId, found.owner(), found.target());
        return new Standing(
                settings.forPeople(),
                found.target(),
                found.owner() && settings.url() != null,
                target == null ? "" : troubles.of(target.key()));
    }

    private Future<Standing> set(NotificationsApi.SetTarget asked) {
        if (changes.attempt(asked.userId()) > 0) {
            throw new Failure(Failure.Code.INVALID, "Too many changes in a minute; please wait a little.");
        }
        NotificationsApi.Target target = TargetRules.target(asked, settings.forPeople(), settings.url());
        return bus.ask(NotificationStore.KEEP_TARGET, new NotificationStore.KeepTarget(asked.userId(), target))
                .compose(kept -> {
                    troubles.forget(asked.userId());
                    review();
                    return standing(new NotificationsApi.TargetOf(asked.userId()));
                });
    }

    private Future<NotificationsApi.Removed> remove(NotificationsApi.RemoveTarget asked) {
        return bus.ask(NotificationStore.REMOVE_TARGET, asked).onSuccess(removed -> {
            troubles.forget(asked.userId());
            review();
        });
    }

    /** Somebody's account may be gone, or another target be theirs. */
    private void review() {
        troubles.review(this::current)
                .onFailure(thrown -> LOG.warn("Could not review the targets in trouble: {}", thrown.getMessage()));
    }

    private Future<Optional<PushTarget>> current(String userId) {
        return bus.ask(NotificationStore.TARGET, new NotificationsApi.TargetOf(userId))
                .map(found -> Optional.ofNullable(dispatcher.target(userId, found.owner(), found.target())));
    }

    private Future<Tested> test(NotificationsApi.Test asked) {
        String userId = asked.userId();
        if (userId == null) {
            return test(house(), "");
        }
        long wait = tests.attempt(userId);
        return wait > 0
                ? Future.succeededFuture(new Tested(false, "Too many tests in a minute.", (int) wait))
                : bus.ask(NotificationStore.TARGET, new NotificationsApi.TargetOf(userId))
                        .compose(found -> test(dispatcher.target(userId, found.owner(), found.target()), userId));
    }

    private Future<Tested> test(@Nullable PushTarget target, String userId) {
        if (target == null) {
            throw new Failure(Failure.Code.NOT_FOUND, "No phone is set.");
        }
        PushNote note = PushNote.test(UUID.randomUUID().toString(), userId, clock.instant());
        return client.tell(target, note).map(attempt -> {
            troubles.after(target, userId, attempt);
            boolean told = attempt.outcome() == PushAttempt.Outcome.TOLD;
            return new Tested(told, told ? "The server has taken it; it should be on your phone." : attempt.why(), 0);
        });
    }

    private void tellHealth() {
        if (!testsOnly) {
            bus.tell(HealthApi.PART, troubles.health());
        }
    }
}
