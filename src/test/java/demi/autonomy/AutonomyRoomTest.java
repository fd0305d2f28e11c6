package demi.autonomy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.ChatApi;
import demi.api.DiscordApi;
import demi.api.EmotionApi;
import demi.api.HealthApi;
import demi.api.MemoryApi;
import demi.api.store.AccountStore;
import demi.api.store.AutonomyStore;
import demi.api.store.MemoryStore;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.Failure;
import demi.notifications.NotificationSettings;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The room with the real ones it works with. */
class AutonomyRoomTest {

    /** Ten in the morning in Berlin. */
    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    private static final Duration DAY = Duration.ofHours(24);
    private static final String CHANNEL = "123456789012345678";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // opened by each test
    private ProactiveFixture house;

    @AfterEach
    void close() {
        house.close();
    }

    private void open() {
        open("");
    }

    private void open(String channel) {
        house = new ProactiveFixture(folder, START, channel, NotificationSettings.none());
        house.add("ann");
    }

    /** Ann wrote once, and a day has gone by: noon, and she is lonely. */
    private void lonely() {
        open();
        house.say("ann", "I am off to Porto");
        house.pass(DAY.plusHours(2));
    }

    private String last(String user) {
        List<Message> all = house.messages(user);
        return all.get(all.size() - 1).content();
    }

    private JsonArray prompt() {
        List<String> chats = house.ollama.chats();
        return new JsonObject(chats.get(chats.size() - 1)).getJsonArray("messages");
    }

    private String note() {
        JsonArray prompt = prompt();
        return prompt.getJsonObject(prompt.size() - 1).getString("content");
    }

    @Test
    void whoIsRemovedWhileSheLooksForWordsKeepsHerFromNobodyElse() {
        open();
        house.add("bob");
        house.say("ann", "I am off to Porto");
        house.say("bob", "I am off to Rome");
        house.pass(DAY.plusHours(2));
        AtomicReference<String> removed = new AtomicReference<>();
        house.ollama.play(request -> {
            String who = request.messages().stream()
                            .anyMatch(message -> message.content().contains("Porto"))
                    ? "ann"
                    : "bob";
            if (!removed.compareAndSet(null, who)) {
                return List.of(ScriptStep.say("How is it there?"));
            }
            Future<?> gone = house.bus.ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser(who + "@example.org"));
            return List.of(ScriptStep.gate(gone), ScriptStep.say("Hello?"));
        });
        house.look();
        String other = "ann".equals(removed.get()) ? "bob" : "ann";
        assertEquals("How is it there?", last(other));
        assertEquals(0, house.messages("ann".equals(other) ? "bob" : "ann").size());
    }

    @Test
    void whatSheWritesIsStoredToldAndPartOfWhatTheModelReads() {
        lonely();
        List<ChatApi.Event> told = new CopyOnWriteArrayList<>();
        ProactiveFixture.get(house.bus.listen(ChatApi.EVENTS, told::add));
        house.ask(
                MemoryStore.LEARN,
                new MemoryStore.Learned(
                        "ann",
                        List.of(new MemoryStore.Fact("f", "Ann's dog is called Rex", null, true)),
                        List.of(),
                        house.now()));
        house.ollama.play(Script.saying("Demi: \"*waves* Is Rex with you in Porto?\""));
        house.look();
        assertEquals("Is Rex with you in Porto?", last("ann"));
        ChatApi.Spoken spoken = (ChatApi.Spoken) told.get(0);
        assertEquals("Is Rex with you in Porto?", spoken.message().content());
        assertTrue(told.get(1) instanceof ChatApi.Felt);
        assertTrue(note().contains("You are lonely"), note());
        assertTrue(note().contains("They last wrote a day ago, yesterday in the morning."), note());
        assertTrue(note().contains("- Ann's dog is called Rex"), note());
        Decision decision = house.newest("ann");
        assertEquals(Kind.CHECK_IN, decision.kind());
        assertEquals("loneliness", decision.trigger());
        assertEquals(spoken.message().messageId(), decision.messageId());
        JsonArray first = prompt();
        house.say("ann", "Yes!");
        JsonArray next = prompt();
        assertEquals(first, new JsonArray(next.getList().subList(0, first.size())), "the same prefix");
        assertEquals(
                "Is Rex with you in Porto?", next.getJsonObject(first.size()).getString("content"));
    }

    @Test
    void theToneChangesWithTheDaysAndCareTakesItsPlace() {
        lonely();
        house.look();
        assertTrue(note().contains("do not complain"), note());
        house.pass(DAY.plusHours(1));
        house.look();
        assertTrue(note().contains("passive-aggressive"), note());
        house.pass(DAY);
        house.ask(
                EmotionApi.JUDGED,
                new EmotionApi.Judged("ann", List.of("x"), "My mother died", null, 1, EmotionApi.Distress.YES));
        house.look();
        assertEquals(Kind.HURT, house.newest("ann").kind());
        assertTrue(note().contains("Ask gently how they are"), note());
        assertFalse(note().contains("hurts"), note());
    }

    @Test
    void withoutAModelThereIsSilenceAndAReason() {
        lonely();
        ProactiveFixture.get(house.ollama.close());
        await().until(() -> {
            house.look();
            return house.newest("ann").code().equals("model_away");
        });
        assertEquals(2, house.messages("ann").size());
    }

    @Test
    void aModelThatFailsInTheMiddleLeavesNoTrace() {
        lonely();
        house.ollama.play(request -> List.of(ScriptStep.say("I thought "), ScriptStep.drop()));
        house.look();
        assertEquals("model_away", house.newest("ann").code());
        assertEquals(2, house.messages("ann").size());
        house.ollama.play(Script.saying("There you are, city of bridges."));
        house.pass(Duration.ofMinutes(15));
        house.look();
        assertEquals("There you are, city of bridges.", last("ann"), "the right was given back");
    }

    @Test
    void whatSheSaidBeforeIsNotSaidAgain() {
        lonely();
        house.ollama.play(Script.saying("I miss you so much. Where are you?"));
        house.look();
        house.pass(DAY.plusHours(1));
        int asked = house.ollama.chats().size();
        house.ollama.play(Script.saying("Where are you? I miss you so much!"));
        house.look();
        assertEquals("repeats", house.newest("ann").code());
        assertEquals(asked + 2, house.ollama.chats().size(), "once more, then silence");
        assertEquals(3, house.messages("ann").size());
    }

    @Test
    void whoeverWritesMeanwhileComesFirst() {
        lonely();
        Promise<Void> never = Promise.promise();
        house.ollama.play(request -> List.of(ScriptStep.gate(never.future())));
        Future<Ack> looking = house.bus.ask(AutonomyApi.LOOK, new AutonomyApi.Look());
        await().until(() -> house.ollama.open() == 1);
        house.ollama.play(Script.saying("Welcome back."));
        house.say("ann", "I am back");
        ProactiveFixture.get(looking);
        assertEquals("Welcome back.", last("ann"));
        assertEquals("talking", house.newest("ann").code());
    }

    @Test
    void quietIsAskedForInChatAndByTheClock() {
        lonely();
        // Long enough that she is still lonely an hour after they are back.
        house.pass(DAY.multipliedBy(2));
        house.say("ann", "Please be quiet for 1 hour.");
        await().until(() ->
                house.ask(AutonomyApi.QUIET, new AutonomyApi.QuietOf("ann")).until() != null);
        house.pass(Duration.ofMinutes(40));
        house.look();
        assertEquals("You asked for quiet until 13:00.", house.newest("ann").reason());
        house.say("ann", "You can write to me again");
        await().until(() ->
                house.ask(AutonomyApi.QUIET, new AutonomyApi.QuietOf("ann")).until() == null);
        house.pass(Duration.ofMinutes(35));
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind());
    }

    /** It is noon; the model has made out until when. */
    @Test
    void quietThatAModelMakesOutIsBelievedOnlyTogetherWithWordsThatAskForIt() {
        lonely();
        meant("I got the job!", "tomorrow 18:00");
        String words = "It would be great if you did not message me before this evening";
        meant(words, "some day");
        assertNull(house.ask(AutonomyApi.QUIET, new AutonomyApi.QuietOf("ann")).until());
        meant(words, "today 18:00");
        Instant evening = house.now().plus(Duration.ofHours(6));
        assertEquals(
                evening,
                house.ask(AutonomyApi.QUIET, new AutonomyApi.QuietOf("ann")).until());
        house.look();
        assertEquals("You asked for quiet until 18:00.", house.newest("ann").reason());
    }

    /** It is noon of a Tuesday by her clock, and later in the evening by that of Tokyo. */
    @Test
    void whatSheUnderstandsIsConfirmedByThePersonsOwnClock() {
        lonely();
        house.ask(
                AutonomyApi.SET_QUIET,
                new AutonomyApi.SetQuiet("ann", new AutonomyApi.Quiet(null, null, null, ZoneId.of("Asia/Tokyo"))));
        house.ollama.play(Script.saying("Fine, peace then."));
        house.say("ann", "Please don't text me until tomorrow, I have an exam");
        assertEquals(
                "Fine, peace then.\n\n(I won't write to you first until tomorrow, 08:00. “You can write again” undoes it.)",
                house.newestMessage("ann"));
        await().until(() ->
                house.ask(AutonomyApi.QUIET, new AutonomyApi.QuietOf("ann")).until() != null);
        house.say("ann", "What a day");
        assertEquals("Fine, peace then.", house.newestMessage("ann"));
        String prompt = house.ollama.chats().get(house.ollama.chats().size() - 1);
        assertTrue(prompt.contains("you will not write to them first until tomorrow, 08:00. Agree in a word"));
        assertFalse(prompt.contains("undoes it"), "she does not learn to say it");
        house.say("ann", "Lass mich noch 3 Stunden in Ruhe");
        assertTrue(house.newestMessage("ann").contains("bis morgen, 08:00 Uhr."), "it is not shortened");
        house.say("ann", "du darfst wieder schreiben");
        assertTrue(house.newestMessage("ann").endsWith("(Ich darf dir wieder von mir aus schreiben.)"));
        await().until(() ->
                house.ask(AutonomyApi.QUIET, new AutonomyApi.QuietOf("ann")).until() == null);
    }

    @Test
    void aZoneThatIsSuggestedIsKeptWhereThereIsNone() {
        lonely();
        house.ask(AutonomyApi.SUGGEST_ZONE, new AutonomyApi.SuggestZone("ann", ZoneId.of("Asia/Tokyo")));
        house.ask(AutonomyApi.SUGGEST_ZONE, new AutonomyApi.SuggestZone("ann", ZoneId.of("Europe/Rome")));
        assertEquals(
                ZoneId.of("Asia/Tokyo"),
                house.ask(AutonomyApi.QUIET, new AutonomyApi.QuietOf("ann")).zone());
        AutonomyApi.Quiet own = new AutonomyApi.Quiet(null, null, null, ZoneId.of("America/Lima"));
        house.ask(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet("ann", own));
        house.ask(AutonomyApi.SUGGEST_ZONE, new AutonomyApi.SuggestZone("ann", ZoneId.of("Europe/Rome")));
        assertEquals(
                ZoneId.of("America/Lima"),
                house.ask(AutonomyApi.QUIET, new AutonomyApi.QuietOf("ann")).zone());
    }

    private void meant(String said, String until) {
        house.ask(AutonomyApi.QUIET_MEANT, new AutonomyApi.QuietMeant("ann", List.of(said), until, house.now()));
    }

    @Test
    void aRestartInEveryPhaseDoublesNothingAndForgetsNoPause() {
        lonely();
        house.restart();
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind());
        house.restart();
        house.look();
        assertEquals("unanswered", house.newest("ann").code());
        house.pass(DAY.plusMinutes(1));
        // The right is taken, and the process ends before a word is there.
        AutonomyStore.Claimed claimed = house.ask(
                AutonomyStore.CLAIM,
                new AutonomyStore.Claim(
                        "lost",
                        "ann",
                        "",
                        Kind.FOLLOW_UP,
                        "loneliness",
                        EmotionLevels.neutral(),
                        house.now(),
                        Duration.ofHours(1),
                        5));
        assertTrue(claimed.given());
        house.restart();
        house.look();
        assertEquals("pause", house.newest("ann").code());
        house.pass(Duration.ofMinutes(61));
        house.look();
        assertEquals(Kind.FOLLOW_UP, house.newest("ann").kind());
        assertEquals(4, house.messages("ann").size());
    }

    @Test
    void ofTwoWhoWantToSpeakTheStoreLetsOne() {
        lonely();
        AutonomyStore.Claim claim = new AutonomyStore.Claim(
                "one",
                "ann",
                "",
                Kind.CHECK_IN,
                "loneliness",
                EmotionLevels.neutral(),
                house.now(),
                Duration.ofHours(1),
                5);
        Future<AutonomyStore.Claimed> first = house.bus.ask(AutonomyStore.CLAIM, claim);
        Future<AutonomyStore.Claimed> second = house.bus.ask(
                AutonomyStore.CLAIM,
                new AutonomyStore.Claim(
                        "two",
                        "ann",
                        "",
                        Kind.CHECK_IN,
                        "loneliness",
                        EmotionLevels.neutral(),
                        house.now(),
                        Duration.ofHours(1),
                        5));
        assertTrue(ProactiveFixture.get(first).given());
        assertFalse(ProactiveFixture.get(second).given());
        assertFalse(house.ask(
                        AutonomyStore.CLAIM,
                        new AutonomyStore.Claim(
                                "three",
                                "nobody",
                                "",
                                Kind.CHECK_IN,
                                "",
                                EmotionLevels.neutral(),
                                house.now(),
                                Duration.ofHours(1),
                                5))
                .given());
    }

    @Test
    void fiveAnHourAreEnoughForEverybodyTogether() {
        open();
        for (int i = 0; i < 7; i++) {
            house.add("user" + i);
            house.say("user" + i, "Hello there");
        }
        house.pass(DAY.plusHours(2));
        house.look();
        List<Decision> all = List.of(0, 1, 2, 3, 4, 5, 6).stream()
                .map(i -> house.newest("user" + i))
                .toList();
        assertEquals(
                5, all.stream().filter(each -> each.kind() == Kind.CHECK_IN).count());
        assertEquals("5 of 5 this hour.", all.get(6).reason());
        assertEquals("stranger", house.newest("ann").code());
        house.pass(Duration.ofMinutes(61));
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("user6").kind(), "those who had to wait come next");
    }

    @Test
    void aClockThatJumpsADayEitherWayMakesHerWait() {
        open();
        house.say("ann", "Good morning");
        house.look();
        house.setClock(DAY);
        house.look();
        assertEquals("clock", house.newest("ann").code());
        house.pass(Duration.ofMinutes(45));
        house.look();
        assertEquals("clock", house.newest("ann").code());
        house.pass(Duration.ofMinutes(30));
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind(), "by the clock as it is, a day has gone by");
        house.setClock(DAY.negated());
        house.look();
        assertEquals("clock", house.newest("ann").code());
        house.pass(Duration.ofMinutes(70));
        house.look();
        assertEquals("unanswered", house.newest("ann").code(), "what was said stays said");
    }

    @Test
    void aJumpOfTheClockIsNoticedAcrossARestartToo() {
        open();
        house.say("ann", "Good morning");
        house.look();
        house.leave();
        house.setClock(DAY);
        house.enter();
        house.look();
        assertEquals("clock", house.newest("ann").code());
        house.leave();
        house.enter();
        house.look();
        assertEquals("clock", house.newest("ann").code());
        house.pass(Duration.ofMinutes(70));
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind());
    }

    @Test
    void quietThatIsAskedForWhileSheLooksForWordsIsKept() {
        lonely();
        Promise<Void> enough = Promise.promise();
        house.ollama.play(request -> List.of(ScriptStep.gate(enough.future()), ScriptStep.say("How is Porto, then?")));
        Future<Ack> looking = house.bus.ask(AutonomyApi.LOOK, new AutonomyApi.Look());
        await().until(() -> house.ollama.open() == 1);
        Quiet quiet = new Quiet(house.now().plus(Duration.ofHours(8)), null, null, null);
        house.ask(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet("ann", quiet));
        enough.complete();
        ProactiveFixture.get(looking);
        assertEquals(2, house.messages("ann").size());
        assertEquals("asked_for_quiet", house.newest("ann").code());
    }

    @Test
    void aShortWishForQuietDoesNotEndALongOne() {
        lonely();
        Instant until = house.now().plus(Duration.ofHours(200));
        house.ask(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet("ann", new Quiet(until, null, null, null)));
        house.say("ann", "Be quiet, please.");
        house.say("ann", "Anyway.");
        assertEquals(
                until,
                house.ask(AutonomyApi.QUIET, new AutonomyApi.QuietOf("ann")).until());
    }

    @Test
    void aDryRunSaysWhatSheWouldDoAndDoesNothing() {
        lonely();
        Decision would = house.ask(AutonomyApi.WOULD, new AutonomyApi.Would("ann"));
        assertEquals(Kind.CHECK_IN, would.kind());
        assertNull(would.messageId());
        assertEquals(2, house.messages("ann").size());
        assertEquals(List.of(), house.decisions("ann"));
        assertEquals(
                Failure.Code.NOT_FOUND,
                assertThrows(Failure.class, () -> house.ask(AutonomyApi.WOULD, new AutonomyApi.Would("nobody")))
                        .code());
    }

    @Test
    void pausedIsPausedAlsoAfterARestart() {
        lonely();
        house.ask(AutonomyApi.PAUSE, new AutonomyApi.Pause(true));
        house.restart();
        house.look();
        assertEquals("paused", house.newest("ann").code());
        house.ask(AutonomyApi.PAUSE, new AutonomyApi.Pause(false));
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind());
    }

    @Test
    void anAccountThatIsDisabledHearsNothing() {
        lonely();
        house.ask(AccountStore.CHANGE_USER, new AccountStore.ChangeUser("ann@example.org", null, false, false));
        house.look();
        assertEquals(2, house.messages("ann").size());
    }

    @Test
    void sheThinksAloudInTheChannelAndNothingPrivateGoesIn() {
        open(CHANNEL);
        List<DiscordApi.Ramble> posted = new CopyOnWriteArrayList<>();
        ProactiveFixture.get(house.bus.answer(
                DiscordApi.NOW,
                asked -> Future.succeededFuture(HealthApi.Part.of("discord", HealthApi.Status.UP, "On Discord."))));
        ProactiveFixture.get(house.bus.answer(DiscordApi.RAMBLE, ramble -> {
            posted.add(ramble);
            return Future.succeededFuture(Ack.DONE);
        }));
        house.say("ann", "My secret is the number 4711");
        house.ask(
                MemoryStore.LEARN,
                new MemoryStore.Learned(
                        "ann",
                        List.of(new MemoryStore.Fact("f", "Ann's secret is 4711", null, true)),
                        List.of(),
                        house.now()));
        house.pass(DAY.plusHours(2));
        house.ollama.play(Script.saying("The silence in here has a sound."));
        house.look();
        assertEquals("The silence in here has a sound.", posted.get(0).text());
        assertFalse(prompt().toString().contains("4711"), prompt().toString());
        List<Decision> aloud = house.ask(AutonomyApi.LEDGER, new AutonomyApi.LedgerOf(null, 10, 0))
                .decisions();
        assertEquals(Kind.RAMBLE, aloud.get(0).kind());
        house.pass(Duration.ofHours(2));
        house.look();
        assertEquals(1, posted.size(), "nobody has said a word since");
        assertEquals(
                List.of("The silence in here has a sound."),
                house.ask(AutonomyStore.RAMBLES, new AutonomyStore.RamblesBefore(5))
                        .contents());
    }

    @Test
    void withoutABridgeNothingIsThoughtAloud() {
        open(CHANNEL);
        house.say("ann", "Hello");
        house.pass(DAY.plusHours(2));
        house.look();
        List<Decision> aloud = house.ask(AutonomyApi.LEDGER, new AutonomyApi.LedgerOf(null, 10, 0))
                .decisions();
        assertEquals("discord_away", aloud.get(0).code());
        assertEquals(
                List.of(),
                house.ask(AutonomyStore.RAMBLES, new AutonomyStore.RamblesBefore(5))
                        .contents());
    }

    @Test
    void whatIsOnHerMindChanges() {
        open();
        for (int i = 0; i < 6; i++) {
            house.ask(
                    MemoryStore.LEARN,
                    new MemoryStore.Learned(
                            "ann",
                            List.of(new MemoryStore.Fact("f" + i, "Fact " + i, null, true)),
                            List.of(),
                            house.now()));
        }
        List<String> first = onMind();
        await().until(() -> !onMind().equals(first));
    }

    private List<String> onMind() {
        return house.ask(MemoryApi.ON_MIND, new MemoryApi.OnMind("ann", 3)).facts().stream()
                .map(memory -> memory.content())
                .toList();
    }
}
