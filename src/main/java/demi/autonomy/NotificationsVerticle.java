package demi.autonomy;

import demi.contract.AccountStore;
import demi.contract.Bus;
import demi.contract.Failure;
import demi.contract.Health;
import demi.contract.MinuteLimit;
import demi.contract.NotificationStore;
import demi.contract.NotificationStore.FoundTarget;
import demi.contract.Notifications;
import demi.contract.Notifications.Standing;
import demi.contract.Notifications.Tested;
import demi.contract.Room;
import demi.contract.Timers;
import io.vertx.core.Future;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells phones that she wrote, and keeps where each person's phone is. Answers every address of {@link Notifications}. */
public final class NotificationsVerticle extends Room {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationsVerticle.class);
    private static final long LOOK_MS = 30_000;
    private static final int TESTS_PER_MINUTE = 5;
    private static final int CHANGES_PER_MINUTE = 20;

    private final Bus bus;
    private final InstantSource clock;
    private final NotifySettings settings;
    private final boolean testsOnly;
    private final MinuteLimit tests = new MinuteLimit(TESTS_PER_MINUTE, System::nanoTime);
    private final MinuteLimit changes = new MinuteLimit(CHANGES_PER_MINUTE, System::nanoTime);
    private PushClient client;
    private NotificationDispatcher dispatcher;
    private PushTroubles troubles;

    /** @param testsOnly whether it only tests the house's target, and nobody is told anything */
    @SuppressWarnings("NullAway.Init") // made in start(), where there is a Vertx
    public NotificationsVerticle(Bus bus, InstantSource clock, NotifySettings settings, boolean testsOnly) {
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
            return bus.answer(Notifications.TEST, this::test);
        }
        Timers.every(vertx, LOOK_MS, timer -> {
            review();
            dispatcher.send();
        });
        return Future.all(List.of(
                        bus.answer(Notifications.TARGET, this::standing),
                        bus.answer(Notifications.SET_TARGET, this::set),
                        bus.answer(Notifications.REMOVE_TARGET, this::remove),
                        bus.answer(Notifications.TEST, this::test),
                        bus.listen(AccountStore.CHANGED_ELSEWHERE, news -> review()),
                        bus.listen(Notifications.WRITTEN, written -> dispatcher.send()),
                        bus.listen(Health.ROLL_CALL, call -> tellHealth())))
                .onSuccess(ready -> {
                    tellHealth();
                    dispatcher.start();
                });
    }

    private @Nullable PushTarget house() {
        URI url = settings.url();
        return url == null ? null : PushTarget.of(settings, url);
    }

    private Future<Standing> standing(Notifications.TargetOf asked) {
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

    private Future<Standing> set(Notifications.SetTarget asked) {
        if (changes.attempt(asked.userId()) > 0) {
            throw new Failure(Failure.Code.INVALID, "Too many changes in a minute; please wait a little.");
        }
        Notifications.Target target = TargetRules.target(asked, settings.forPeople(), settings.url());
        return bus.ask(NotificationStore.KEEP_TARGET, new NotificationStore.KeepTarget(asked.userId(), target))
                .compose(kept -> {
                    troubles.forget(asked.userId());
                    review();
                    return standing(new Notifications.TargetOf(asked.userId()));
                });
    }

    private Future<Notifications.Removed> remove(Notifications.RemoveTarget asked) {
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
        return bus.ask(NotificationStore.TARGET, new Notifications.TargetOf(userId))
                .map(found -> Optional.ofNullable(dispatcher.target(userId, found.owner(), found.target())));
    }

    private Future<Tested> test(Notifications.Test asked) {
        String userId = asked.userId();
        if (userId == null) {
            return test(house(), "");
        }
        long wait = tests.attempt(userId);
        return wait > 0
                ? Future.succeededFuture(new Tested(false, "Too many tests in a minute.", (int) wait))
                : bus.ask(NotificationStore.TARGET, new Notifications.TargetOf(userId))
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
            bus.tell(Health.PART, troubles.health());
        }
    }
}
