package demi.notifications;

import demi.api.HealthApi;
import demi.api.NotificationsApi;
import demi.api.NotificationsApi.TargetStatus;
import demi.api.NotificationsApi.TestResult;
import demi.api.StoreEvents;
import demi.api.WebPushApi;
import demi.api.store.NotificationStore;
import demi.api.store.NotificationStore.FoundTarget;
import demi.api.store.WebPushStore;
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

/**
 * Tells phones and browsers that she wrote, and keeps where each person's are. Answers every address of {@link NotificationsApi}
 * and of {@link WebPushApi}.
 */
@WallTime("how long one is kept")
public final class NotificationsVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationsVerticle.class);
    private static final long LOOK_MS = 30_000;
    private static final int TESTS_PER_MINUTE = 5;
    private static final int CHANGES_PER_MINUTE = 20;

    private final Bus bus;
    private final InstantSource clock;
    private final NotificationSettings settings;
    private final @Nullable WebPushSettings webPush;
    private final boolean testsOnly;
    private final SlidingWindowLimiter tests = new SlidingWindowLimiter(TESTS_PER_MINUTE, System::nanoTime);
    private final SlidingWindowLimiter changes = new SlidingWindowLimiter(CHANGES_PER_MINUTE, System::nanoTime);
    private PushClient client;
    private NotificationDispatcher dispatcher;
    private PushTroubles troubles;
    private @Nullable WebPushSender browsers;

    /**
     * Without Web Push.
     *
     * @param testsOnly whether it only tests the house's target, and nobody is told anything
     */
    public NotificationsVerticle(Bus bus, InstantSource clock, NotificationSettings settings, boolean testsOnly) {
        this(bus, clock, settings, null, testsOnly);
    }

    /** @param webPush null: it is turned off */
    @SuppressWarnings("NullAway.Init") // made in start(), where there is a Vertx
    NotificationsVerticle(
            Bus bus,
            InstantSource clock,
            NotificationSettings settings,
            @Nullable WebPushSettings webPush,
            boolean testsOnly) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.webPush = webPush;
        this.testsOnly = testsOnly;
    }

    @Override
    public Future<?> start() {
        client = new PushClient(vertx, settings.priority(), settings.click());
        troubles = new PushTroubles(settings.url() != null, this::publishHealth);
        browsers = webPush == null || testsOnly
                ? null
                : new WebPushSender(bus, new WebPushClient(vertx, clock, webPush, settings.priority()), troubles);
        dispatcher = new NotificationDispatcher(bus, clock, client, houseTarget(), browsers, troubles);
        if (testsOnly) {
            return bus.handle(NotificationsApi.TEST, this::test);
        }
        Timers.every(vertx, LOOK_MS, timer -> {
            review();
            dispatcher.send();
        });
        WebPushSubscriptions subscriptions = new WebPushSubscriptions(bus, clock, webPush);
        return Future.all(List.of(
                        bus.handle(WebPushApi.STATUS, subscriptions::status),
                        bus.handle(WebPushApi.SUBSCRIBE, asked -> {
                            requireFewChanges(asked.userId());
                            return subscriptions.subscribe(asked);
                        }),
                        bus.handle(WebPushApi.UNSUBSCRIBE, subscriptions::unsubscribe),
                        bus.handle(NotificationsApi.TARGET, this::targetStatus),
                        bus.handle(NotificationsApi.SET_TARGET, this::set),
                        bus.handle(NotificationsApi.REMOVE_TARGET, this::remove),
                        bus.handle(NotificationsApi.TEST, this::test),
                        bus.subscribe(StoreEvents.CHANGED_BY_OTHER_PROCESS, news -> review()),
                        bus.subscribe(NotificationsApi.NOTIFICATION_QUEUED, written -> dispatcher.send()),
                        bus.subscribe(HealthApi.REQUESTED, call -> publishHealth())))
                .onSuccess(ready -> {
                    publishHealth();
                    dispatcher.start();
                });
    }

    private @Nullable PushTarget houseTarget() {
        URI url = settings.url();
        return url == null ? null : PushTarget.of(settings, url);
    }

    private Future<TargetStatus> targetStatus(NotificationsApi.GetTarget asked) {
        return bus.request(NotificationStore.TARGET, asked).map(found -> targetStatus(asked.userId(), found));
    }

    private TargetStatus targetStatus(String userId, FoundTarget found) {
        PushTarget target = dispatcher.target(userId, found.owner(), found.target());
        return new TargetStatus(
                settings.forPeople(),
                found.target(),
                found.owner() && settings.url() != null,
                target == null ? "" : troubles.of(target.key()));
    }

    private Future<TargetStatus> set(NotificationsApi.SetTarget asked) {
        requireFewChanges(asked.userId());
        NotificationsApi.Target target = TargetRules.target(asked, settings.forPeople(), settings.url());
        return bus.request(NotificationStore.SAVE_TARGET, new NotificationStore.SaveTarget(asked.userId(), target))
                .compose(kept -> {
                    troubles.forget(asked.userId());
                    review();
                    return targetStatus(new NotificationsApi.GetTarget(asked.userId()));
                });
    }

    private void requireFewChanges(String userId) {
        if (changes.attempt(userId) > 0) {
            throw new Failure(Failure.Code.INVALID, "Too many changes in a minute; please wait a little.");
        }
    }

    private Future<NotificationsApi.TargetRemoved> remove(NotificationsApi.RemoveTarget asked) {
        return bus.request(NotificationStore.REMOVE_TARGET, asked).onSuccess(removed -> {
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
        return bus.request(NotificationStore.TARGET, new NotificationsApi.GetTarget(userId))
                .map(found -> Optional.ofNullable(dispatcher.target(userId, found.owner(), found.target())));
    }

    private Future<TestResult> test(NotificationsApi.SendTest asked) {
        String userId = asked.userId();
        if (userId == null) {
            return test(houseTarget(), "");
        }
        long wait = tests.attempt(userId);
        return wait > 0
                ? Future.succeededFuture(new TestResult(false, "Too many tests in a minute.", (int) wait))
                : bus.request(NotificationStore.TARGET, new NotificationsApi.GetTarget(userId))
                        .compose(found -> test(dispatcher.target(userId, found.owner(), found.target()), userId));
    }

    private Future<TestResult> test(@Nullable PushTarget target, String userId) {
        PushNote note = PushNote.test(UUID.randomUUID().toString(), userId, clock.instant());
        return testPhone(target, userId, note)
                .compose(phone -> testBrowsers(userId, note).map(told -> TestSummary.of(phone, told)));
    }

    private Future<@Nullable PushAttempt> testPhone(@Nullable PushTarget target, String userId, PushNote note) {
        return target == null
                ? Future.succeededFuture()
                : client.push(target, note).map(attempt -> {
                    troubles.after(target, userId, attempt);
                    return attempt;
                });
    }

    private Future<List<WebPushSender.Sent>> testBrowsers(String userId, PushNote note) {
        WebPushSender sender = browsers;
        return sender == null
                ? Future.succeededFuture(List.of())
                : bus.request(WebPushStore.BROWSERS, new WebPushApi.GetStatus(userId))
                        .compose(found -> sender.push(found.browsers(), note));
    }

    private void publishHealth() {
        if (!testsOnly) {
            bus.publish(HealthApi.COMPONENT, troubles.health());
        }
    }
}
