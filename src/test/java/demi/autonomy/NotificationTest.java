package demi.autonomy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.HealthApi;
import demi.api.NotificationsApi;
import demi.api.StoreEvents;
import demi.api.store.AccountStore;
import demi.api.store.NotificationStore;
import demi.api.store.NotificationStore.DueNotification;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.autonomy.PushStandIn.Fault;
import demi.notifications.NotificationSettings;
import demi.rehearse.Script;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a notification server gets to see, and how often. */
@Tag("slow")
class NotificationTest {

    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, HealthApi.ComponentHealth> health = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway.Init") // opened before each test
    private PushStandIn push;

    private @Nullable ProactiveFixture house;

    @BeforeEach
    void listen() {
        push = new PushStandIn(vertx);
    }

    @AfterEach
    void close() {
        if (house != null) {
            house.close();
        }
        ProactiveFixture.get(vertx.close());
    }

    private NotificationSettings ntfy(boolean text) {
        return new NotificationSettings(
                NotificationSettings.Kind.NTFY,
                URI.create(push.address() + "/topic/"),
                new Secret("tk_1"),
                null,
                text,
                4,
                List.of(),
                false,
                URI.create("https://demi.example.org"));
    }

    private NotificationSettings gotify(@Nullable String clientToken) {
        return new NotificationSettings(
                NotificationSettings.Kind.GOTIFY,
                URI.create(push.address() + "/gotify"),
                new Secret(PushStandIn.APP),
                clientToken == null ? null : new Secret(clientToken),
                true,
                3,
                List.of(),
                false,
                URI.create("https://demi.example.org"));
    }

    /** Ann, who is the owner, and these others have been silent for a day; their phones are closed. */
    private ProactiveFixture lonely(NotificationSettings settings, String... others) {
        ProactiveFixture opened = new ProactiveFixture(folder, START, "", settings);
        house = opened;
        ProactiveFixture.get(opened.bus.subscribe(HealthApi.COMPONENT, part -> health.put(part.name(), part)));
        opened.bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested());
        opened.add("ann");
        opened.say("ann", "I am off to Porto");
        for (String other : others) {
            opened.add(other);
            opened.say(other, "I am off to Rome");
        }
        opened.pass(Duration.ofHours(26));
        opened.ollama.play(Script.saying("How is Porto, then?"));
        return opened;
    }

    private static List<DueNotification> waiting(ProactiveFixture house) {
        return house.ask(
                        NotificationStore.DUE,
                        new NotificationStore.FindDue(house.now().plus(Duration.ofDays(9))))
                .waiting();
    }

    private static void untilTries(ProactiveFixture house, int tries) {
        await().until(() ->
                waiting(house).stream().mapToInt(DueNotification::tries).min().orElse(-1) == tries);
    }

    private static void untilOver(ProactiveFixture house) {
        await().until(() -> house.notifications() == 0);
    }

    /** The process starts anew after a while: what waits is due. */
    private static void again(ProactiveFixture house) {
        house.pass(Duration.ofHours(1));
        house.leave();
        house.enter();
    }

    private HealthApi.Status isHealth() {
        HealthApi.ComponentHealth part = health.get("notifications");
        return part == null ? HealthApi.Status.DOWN : part.status();
    }

    private String detail() {
        HealthApi.ComponentHealth part = health.get("notifications");
        return part == null ? "" : part.detail();
    }

    private void own(ProactiveFixture house, String user, String topic, boolean text) {
        house.ask(
                NotificationsApi.SET_TARGET,
                new NotificationsApi.SetTarget(
                        user, NotificationsApi.Kind.NTFY, push.address(), topic, null, null, text));
    }

    @Test
    void ntfyIsToldThatSheWroteAndNoMore() {
        ProactiveFixture opened = lonely(ntfy(false));
        opened.look();
        untilOver(opened);
        PushStandIn.Seen seen = push.arrived.get(0);
        assertEquals("/topic", seen.path());
        assertEquals("Demi wrote.", seen.message().getString("message"));
        assertEquals("Bearer tk_1", seen.headers().get("authorization"));
        assertEquals("Demi", seen.headers().get("title"));
        assertEquals("4", seen.headers().get("priority"));
        assertEquals("https://demi.example.org", seen.headers().get("click"));
        assertNull(seen.headers().get("markdown"));
        await().until(() -> isHealth() == HealthApi.Status.UP);
    }

    @Test
    void wordsThatAreTooLongForNtfyAreShortened() {
        ProactiveFixture opened = lonely(ntfy(true));
        opened.ollama.play(Script.saying(("Wörter, " + "viele andere, ").repeat(400)));
        opened.look();
        untilOver(opened);
        assertEquals(1, push.arrived.size());
        assertEquals("yes", push.arrived.get(0).headers().get("markdown"));
    }

    @Test
    void gotifyGetsTheWordsWhereTheOwnerWantsThat() {
        ProactiveFixture opened = lonely(gotify(null));
        opened.look();
        untilOver(opened);
        PushStandIn.Seen seen = push.arrived.get(0);
        assertEquals("/gotify/message", seen.path());
        assertEquals("How is Porto, then?", seen.message().getString("message"));
        assertEquals(5, seen.message().getInteger("priority"));
        assertTrue(seen.message().encode().contains("\"click\":{\"url\":\"https://demi.example.org\"}"));
    }

    @Test
    void anyOtherServerGetsJsonThatNamesTheMessage() {
        ProactiveFixture opened = lonely(NotificationSettings.of(
                NotificationSettings.Kind.WEBHOOK, URI.create(push.address() + "/hook"), new Secret("tk_1"), false));
        opened.look();
        untilOver(opened);
        String body = push.arrived.get(0).message().getString("message");
        List<Message> messages = opened.messages("ann");
        assertTrue(body.contains(messages.get(messages.size() - 1).messageId()), body);
        assertTrue(body.contains("\"username\":\"ann\""), body);
        assertFalse(body.contains("Porto"));
    }

    @Test
    void theHousesTargetIsToldOfTheOwnersMessagesOnly() {
        ProactiveFixture opened = lonely(ntfy(true), "bob");
        opened.look();
        untilOver(opened);
        assertEquals(3, opened.messages("bob").size());
        assertEquals(List.of("topic"), push.topics());
    }

    @Test
    void everybodyIsToldOnTheirOwnPhone() {
        ProactiveFixture opened = lonely(ntfy(true), "bob", "carl");
        own(opened, "bob", "bobs-phone", false);
        own(opened, "ann", "anns-phone", false);
        opened.look();
        untilOver(opened);
        assertEquals(
                List.of("anns-phone", "bobs-phone"),
                push.topics().stream().sorted().toList());
        assertEquals("Demi wrote.", push.arrived.get(0).message().getString("message"));
        assertTrue(opened.ask(NotificationsApi.REMOVE_TARGET, new NotificationsApi.RemoveTarget("bob"))
                .found());
        assertFalse(opened.ask(NotificationsApi.REMOVE_TARGET, new NotificationsApi.RemoveTarget("bob"))
                .found());
    }

    @Test
    void whoHasADeviceOpenIsNotNotified() {
        ProactiveFixture opened = lonely(ntfy(false));
        opened.present.add("ann");
        opened.look();
        assertEquals(3, opened.messages("ann").size());
        untilOver(opened);
        assertEquals(List.of(), push.arrived);
    }

    @Test
    void aServerThatIsAwayIsToldLaterAndOnce() {
        ProactiveFixture opened = lonely(ntfy(false));
        int port = push.port();
        push.close();
        opened.look();
        untilTries(opened, 1);
        await().until(() -> isHealth() == HealthApi.Status.DEGRADED);
        push = new PushStandIn(vertx, new HttpServerOptions().setPort(port));
        push.faults.add(Fault.BUSY);
        again(opened);
        untilTries(opened, 2);
        again(opened);
        untilOver(opened);
        await().until(() -> isHealth() == HealthApi.Status.UP);
        assertEquals(2, push.requests.size(), "one that it did not take, and one that it did");
        again(opened);
        assertEquals(1, push.arrived.size());
    }

    @Test
    void aNotificationThatWasPutOffKeepsQuiet() {
        ProactiveFixture opened = lonely(ntfy(false), "bob");
        own(opened, "bob", "bobs-phone", false);
        push.faults.addAll(List.of(Fault.BUSY, Fault.BUSY));
        opened.look();
        untilTries(opened, 1);
        AutonomyApi.Quiet quiet = new AutonomyApi.Quiet(opened.now().plus(Duration.ofHours(2)), null, null, null);
        opened.ask(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet("ann", quiet));
        again(opened);
        // Hers is the older one: it was looked at before his.
        await().until(() -> push.topics().equals(List.of("bobs-phone")));
        await().until(() -> waiting(opened).size() == 1);
        opened.pass(Duration.ofHours(2));
        again(opened);
        untilOver(opened);
        assertEquals(List.of("bobs-phone", "topic"), push.topics());
    }

    /** Ten seconds for each of what waits would keep everybody else's waiting. */
    @Test
    void whatGoesToAServerThatGivesNoAnswerWaitsForTheNextRound() {
        ProactiveFixture opened = lonely(ntfy(false), "bob");
        own(opened, "bob", "bobs-phone", false);
        push.faults.addAll(List.of(Fault.BUSY, Fault.BUSY));
        opened.look();
        untilTries(opened, 1);
        push.faults.add(Fault.CUT_BEFORE);
        again(opened);
        await().until(() ->
                waiting(opened).stream().mapToInt(DueNotification::tries).sum() == 3);
        again(opened);
        untilOver(opened);
        assertEquals(List.of("topic", "bobs-phone"), push.topics(), "his did not go before hers was tried again");
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_AFTER", "BAD_GATEWAY_AFTER"})
    void whatHasArrivedIsNotToldAgain(Fault fault) {
        ProactiveFixture opened = lonely(ntfy(false));
        push.faults.add(fault);
        opened.look();
        untilTries(opened, 1);
        again(opened);
        untilOver(opened);
        assertEquals(1, push.arrived.size());
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE", "BAD_GATEWAY_BEFORE"})
    void whatHasNotArrivedIsToldAgainThoughThatWasNotCertain(Fault fault) {
        ProactiveFixture opened = lonely(ntfy(false));
        push.faults.add(fault);
        opened.look();
        untilTries(opened, 1);
        again(opened);
        untilOver(opened);
        assertEquals(1, push.arrived.size());
    }

    @Test
    void anOlderNtfyIsAskedToo() {
        push.keepsSequences = false;
        ProactiveFixture opened = lonely(ntfy(false));
        push.faults.add(Fault.CUT_AFTER);
        opened.look();
        untilTries(opened, 1);
        again(opened);
        untilOver(opened);
        assertEquals(1, push.arrived.size());
    }

    @Test
    void aTokenThatMayOnlyWriteLeavesItInDoubtAndItIsNotToldAgain() {
        push.readable = false;
        ProactiveFixture opened = lonely(ntfy(false));
        push.faults.add(Fault.CUT_BEFORE);
        opened.look();
        untilTries(opened, 1);
        again(opened);
        untilOver(opened);
        assertEquals(0, push.arrived.size());
    }

    @Test
    void aServerThatReplacesIsToldAgainAlsoWhereItDoesNotSay() {
        push.readable = false;
        ProactiveFixture opened = lonely(ntfy(false));
        push.faults.add(Fault.BUSY);
        opened.look();
        untilTries(opened, 1);
        // That it replaces is seen with any notification, such as a test.
        assertTrue(opened.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("ann"))
                .sent());
        push.faults.add(Fault.CUT_AFTER);
        opened.pass(Duration.ofHours(1));
        opened.bus.publish(NotificationsApi.NOTIFICATION_QUEUED, new NotificationsApi.NotificationQueued("ann"));
        untilTries(opened, 2);
        opened.pass(Duration.ofHours(1));
        opened.bus.publish(NotificationsApi.NOTIFICATION_QUEUED, new NotificationsApi.NotificationQueued("ann"));
        untilOver(opened);
        assertEquals(3, push.arrived.size());
        assertEquals(
                push.arrived.get(1).message().getString("sequence_id"),
                push.arrived.get(2).message().getString("sequence_id"));
    }

    @Test
    void gotifyIsAskedWhatHasArrived() {
        ProactiveFixture opened = lonely(gotify(PushStandIn.CLIENT));
        push.faults.addAll(List.of(Fault.CUT_BEFORE, Fault.CUT_AFTER));
        opened.look();
        untilTries(opened, 1);
        again(opened);
        untilTries(opened, 2);
        again(opened);
        untilOver(opened);
        assertEquals(1, push.arrived.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gtfyc.wrong"})
    void aGotifyThatCannotBeAskedIsNotToldAgain(String client) {
        ProactiveFixture opened = lonely(gotify(client.isEmpty() ? null : client));
        push.faults.add(Fault.CUT_BEFORE);
        opened.look();
        await().until(() -> push.requests.size() == 1);
        await().until(() -> waiting(opened).isEmpty() || waiting(opened).get(0).tries() == 1);
        again(opened);
        untilOver(opened);
        assertEquals(List.of(), push.arrived);
    }

    @Test
    void whatTheLastProcessWasAboutToTellIsLookedUp() {
        ProactiveFixture opened = lonely(ntfy(false));
        push.faults.add(Fault.BUSY);
        opened.look();
        untilTries(opened, 1);
        opened.leave();
        List<Message> messages = opened.messages("ann");
        String id = messages.get(messages.size() - 1).messageId();
        assertTrue(opened.ask(NotificationStore.CLAIM, new NotificationStore.Claim(id))
                .granted());
        assertFalse(opened.ask(NotificationStore.CLAIM, new NotificationStore.Claim(id))
                .granted());
        opened.pass(Duration.ofHours(1));
        opened.enter();
        untilOver(opened);
        assertEquals(1, push.arrived.size());
        assertEquals(List.of("POST /topic", "GET /topic/json", "POST /topic"), push.requests);
    }

    @Test
    void aServerThatDoesNotComeToItsEndIsToldOfTheNextMessageAllTheSame() {
        ProactiveFixture opened = lonely(ntfy(false));
        push.faults.add(Fault.STALL);
        opened.look();
        untilOver(opened);
        opened.pass(Duration.ofHours(25));
        opened.ollama.play(Script.saying("Not a word? Fine."));
        opened.look();
        await().until(() -> push.arrived.size() == 2);
        untilOver(opened);
    }

    /** A wrong token, a topic without rights: the owner may mend it within the day. */
    @ParameterizedTest
    @ValueSource(strings = {"tk_other=topic", "tk_1=elsewhere"})
    void whatIsRefusedIsKeptForADay(String writer) {
        String[] parts = writer.split("=", -1);
        push.writers.put(parts[0], parts[1]);
        ProactiveFixture opened = lonely(ntfy(false));
        opened.look();
        untilTries(opened, 1);
        await().until(() -> isHealth() == HealthApi.Status.DEGRADED);
        push.writers.clear();
        again(opened);
        untilOver(opened);
        assertEquals(1, push.arrived.size());
        await().until(() -> isHealth() == HealthApi.Status.UP);
    }

    @Test
    void afterADayItIsGivenUp() {
        push.writers.put("tk_other", "topic");
        ProactiveFixture opened = lonely(ntfy(false));
        opened.look();
        untilTries(opened, 1);
        push.writers.clear();
        opened.pass(Duration.ofHours(24));
        again(opened);
        untilOver(opened);
        assertEquals(List.of(), push.arrived);
    }

    @Test
    void anAddressThatIsNoneIsKeptToo() {
        ProactiveFixture opened = lonely(NotificationSettings.of(
                NotificationSettings.Kind.NTFY, URI.create(push.address() + "/a/b"), null, false));
        opened.look();
        untilTries(opened, 1);
        await().until(() -> isHealth() == HealthApi.Status.DEGRADED);
        assertTrue(detail().contains("404"));
    }

    @Test
    void aCertificateThatIsNotTrustedIsSaid() {
        PushStandIn secure = new PushStandIn(
                vertx,
                new HttpServerOptions()
                        .setPort(0)
                        .setSsl(true)
                        .setKeyCertOptions(
                                SelfSignedCertificate.create("127.0.0.1").keyCertOptions()));
        ProactiveFixture opened = lonely(NotificationSettings.of(
                NotificationSettings.Kind.NTFY,
                URI.create("https://127.0.0.1:" + secure.port() + "/topic"),
                null,
                false));
        opened.look();
        untilTries(opened, 1);
        await().until(() -> isHealth() == HealthApi.Status.DEGRADED);
        assertTrue(detail().contains("certificate"));
        assertEquals(List.of(), secure.arrived);
    }

    @Test
    void aServerThatSpeaksNoTlsIsSaid() {
        ProactiveFixture opened = lonely(NotificationSettings.of(
                NotificationSettings.Kind.NTFY,
                URI.create("https://127.0.0.1:" + push.port() + "/topic"),
                null,
                false));
        opened.look();
        untilTries(opened, 1);
        await().until(() -> isHealth() == HealthApi.Status.DEGRADED);
        assertTrue(detail().contains("TLS"));
    }

    @Test
    void whatOnePersonHasSetWrongIsToldToThemAndIsNoTroubleOfTheHouse() {
        ProactiveFixture opened = lonely(ntfy(false), "bob");
        push.writers.put("tk_1", "topic");
        own(opened, "bob", "bobs-phone", false);
        NotificationsApi.TestResult tested = opened.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("bob"));
        assertFalse(tested.sent());
        assertTrue(tested.detail().contains("403"), tested.detail());
        assertEquals(
                tested.detail(),
                opened.ask(NotificationsApi.TARGET, new NotificationsApi.GetTarget("bob"))
                        .trouble());
        assertEquals(
                "",
                opened.ask(NotificationsApi.TARGET, new NotificationsApi.GetTarget("ann"))
                        .trouble());
        await().until(() -> isHealth() == HealthApi.Status.UP);
    }

    /** Bob's phone is in trouble, and health says so. */
    private ProactiveFixture inTrouble() {
        ProactiveFixture opened = lonely(ntfy(false), "bob");
        own(opened, "bob", "bobs-phone", false);
        push.faults.add(Fault.BUSY);
        opened.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("bob"));
        await().until(() -> isHealth() == HealthApi.Status.DEGRADED);
        return opened;
    }

    @Test
    void theTroubleOfAnAccountThatIsRemovedElsewhereGoesWithIt() {
        ProactiveFixture opened = inTrouble();
        opened.ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("bob@example.org"));
        opened.bus.publish(StoreEvents.CHANGED_BY_OTHER_PROCESS, new StoreEvents.ChangedByOtherProcess());
        await().until(() -> isHealth() == HealthApi.Status.UP);
    }

    @Test
    void theTroubleOfAnAccountThatIsDisabledElsewhereGoes() {
        ProactiveFixture opened = inTrouble();
        opened.ask(AccountStore.CHANGE_USER, new AccountStore.ChangeUser("bob@example.org", null, false, false));
        opened.bus.publish(StoreEvents.CHANGED_BY_OTHER_PROCESS, new StoreEvents.ChangedByOtherProcess());
        await().until(() -> isHealth() == HealthApi.Status.UP);
    }

    @Test
    void theTroubleOfATargetThatIsRemovedOrChangedGoes() {
        ProactiveFixture opened = inTrouble();
        opened.ask(NotificationsApi.REMOVE_TARGET, new NotificationsApi.RemoveTarget("bob"));
        await().until(() -> isHealth() == HealthApi.Status.UP);
        own(opened, "bob", "bobs-phone", false);
        push.faults.add(Fault.BUSY);
        opened.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("bob"));
        await().until(() -> isHealth() == HealthApi.Status.DEGRADED);
        own(opened, "bob", "bobs-other-phone", false);
        await().until(() -> isHealth() == HealthApi.Status.UP);
    }

    /** Nobody uses the house's any more. */
    @Test
    void theTroubleOfTheHousesTargetGoesWhereTheOwnerHasOneOfTheirOwn() {
        ProactiveFixture opened = lonely(ntfy(false));
        push.faults.add(Fault.BUSY);
        opened.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("ann"));
        await().until(() -> isHealth() == HealthApi.Status.DEGRADED);
        opened.bus.publish(StoreEvents.CHANGED_BY_OTHER_PROCESS, new StoreEvents.ChangedByOtherProcess());
        own(opened, "ann", "anns-phone", false);
        await().until(() -> isHealth() == HealthApi.Status.UP);
    }

    @Test
    void testsAreFewInAMinute() {
        ProactiveFixture opened = lonely(ntfy(false), "bob");
        own(opened, "bob", "bobs-phone", false);
        for (int i = 0; i < 5; i++) {
            assertTrue(opened.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("bob"))
                    .sent());
        }
        assertTrue(opened.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("bob"))
                        .retryAfter()
                > 0);
        assertTrue(opened.ask(NotificationsApi.TEST, new NotificationsApi.SendTest("ann"))
                .sent());
        assertEquals(6, push.arrived.size());
    }
}
