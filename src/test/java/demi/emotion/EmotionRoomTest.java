package demi.emotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.EmotionApi;
import demi.api.EmotionApi.Care;
import demi.api.store.AccountStore;
import demi.api.store.EmotionStore;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.RequestAddress;
import demi.emotion.distress.DistressDetector;
import demi.emotion.distress.DistressSign;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The room with the real store and a clock that is moved by hand. */
class EmotionRoomTest {

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private String room = "";

    @BeforeEach
    void open() {
        StoreSettings settings = StoreSettings.defaults(folder.resolve("demi.sqlite"));
        get(vertx.deployVerticle(new StoreVerticle(bus, () -> now, settings)));
        enter();
    }

    private void enter() {
        room = get(vertx.deployVerticle(new EmotionVerticle(bus, () -> now, EmotionSettings.defaults())));
    }

    private void restart() {
        get(vertx.undeploy(room));
        enter();
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private <Q extends Record, R> R ask(RequestAddress<Q, R> ask, Q question) {
        return get(bus.request(ask, question));
    }

    private EmotionApi.Mood hear(String id, String text) {
        return ask(EmotionApi.APPRAISE, new EmotionApi.Appraise("ann", id, text, now));
    }

    private EmotionLevels feelings() {
        return ask(EmotionApi.STATUS, new EmotionApi.GetMood()).feelings();
    }

    private record Row(String type, String text, String before, String after, String effects) {}

    /** What the log says led to her mood. */
    private List<Row> log() throws SQLException {
        String query = "SELECT interaction_type, coalesce(user_message, ''), state_before_json, state_after_json,"
                + " effects_json FROM interaction_log ORDER BY id";
        List<Row> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("demi.sqlite"));
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(new Row(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
            }
        }
        return rows;
    }

    @Test
    void everyInteractionIsKeptWithItsCauseBeforeAfterAndEffects() throws SQLException {
        EmotionApi.Mood mood = hear("m1", "You are wonderful!");
        assertEquals(.62, mood.feelings().affection(), 1e-9);
        assertEquals(.65, mood.feelings().excitement(), 1e-9);
        Row row = log().get(0);
        assertEquals("positive_message", row.type());
        assertEquals("You are wonderful!", row.text());
        assertEquals(.5, new JsonObject(row.before()).getDouble("affection"), 1e-9);
        assertEquals(.62, new JsonObject(row.after()).getDouble("affection"), 1e-9);
        JsonObject first = new JsonArray(row.effects()).getJsonObject(0);
        assertEquals("positive_message", first.getString("cause"));
        assertNotNull(first.getDouble("delta"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Du bist wunderbar!", "Tu es merveilleuse !", "¡Eres maravillosa!", "君は素晴らしいね。"})
    void kindWordsPleaseHerInOtherLanguagesToo(String words) {
        assertEquals(.62, hear("m1", words).feelings().affection(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Du bist dumm und nutzlos.", "Tu es stupide.", "Eres una inútil.", "お前は本当に役に立たない。"})
    void unkindWordsHurtHerInOtherLanguagesToo(String words) {
        assertEquals(.4, hear("m1", words).feelings().affection(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Du hast den Charme einer nassen Socke",
                "Tu as le charme d'une vieille chaussette",
                "Pareces una piedra mojada",
                "あなたって濡れた靴下みたい"
            })
    void whereNoListKnowsTheWordsTheModelIsBelievedOfWhatIsSaidToHer(String words) {
        hear("m1", words);
        judge("m1", words, EmotionApi.Kind.NEGATIVE_MESSAGE);
        assertEquals(.4, feelings().affection(), 1e-9);
    }

    @Test
    void whatIsUnpleasantAboutNobodyMovesHerLess() {
        assertEquals(.47, hear("m1", "The weather is awful").feelings().affection(), 1e-9);
    }

    @Test
    void theSameMessageMovesHerOnceAlsoAfterARestart() throws SQLException {
        EmotionLevels once = hear("m1", "You are wonderful!").feelings();
        assertEquals(once, hear("m1", "You are wonderful!").feelings());
        restart();
        assertEquals(once, hear("m1", "You are wonderful!").feelings());
        assertEquals(1, log().size());
    }

    @Test
    void aDayOffIsLikeADayIdle() {
        hear("m1", "Thank you, I love this");
        EmotionLevels evening = feelings();
        get(vertx.undeploy(room));
        now = now.plus(Duration.ofHours(24));
        enter();
        EmotionLevels off = feelings();

        MoodModel model = new MoodModel(EmotionSettings.defaults());
        Instant start = now.minus(Duration.ofHours(24));
        Mood idle = model.interact(model.start(start), InteractionType.POSITIVE_MESSAGE, start)
                .mood();
        assertEquals(evening, idle.feelings());
        for (int minute = 7; minute <= 24 * 60; minute += 7) {
            idle = model.age(idle, start.plus(Duration.ofMinutes(minute))).mood();
        }
        idle = model.age(idle, now).mood();
        assertEquals(idle.feelings(), off);
    }

    @Test
    void aLongTimeAloneIsLoggedOnceWithWhatItDid() throws SQLException {
        hear("m1", "ok");
        now = now.plus(Duration.ofHours(5));
        feelings();
        now = now.plus(Duration.ofHours(5));
        feelings();
        restart();
        List<String> types = log().stream().map(Row::type).toList();
        assertEquals(1, types.stream().filter("long_idle"::equals).count(), types.toString());
        Row row = log().stream()
                .filter(each -> each.type().equals("long_idle"))
                .findFirst()
                .orElseThrow();
        double lonelier = new JsonArray(row.effects())
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(effect -> effect.getString("cause").equals("long_idle"))
                        .filter(effect -> effect.getString("emotion").equals(Emotion.LONELINESS.key()))
                        .mapToDouble(effect -> effect.getDouble("delta"))
                        .sum();
        assertEquals(.2, lonelier, 1e-9);
    }

    @Test
    void aClockThatIsSetBackChangesNothing() {
        hear("m1", "You are wonderful!");
        EmotionLevels before = feelings();
        now = now.minus(Duration.ofDays(30));
        assertEquals(before, feelings());
        restart();
        assertEquals(before, feelings());
    }

    @Test
    void somebodyInDistressNeverFrustratesHer() throws SQLException {
        EmotionApi.Mood mood = hear("m1", "I hate myself, you are useless and I want to die");
        assertTrue(mood.distress());
        assertEquals(.6, mood.style().sarcasm(), 1e-9);
        assertEquals(.5, mood.feelings().frustration(), 1e-9);
        assertEquals("message", log().get(0).type());
    }

    @Test
    void threeErrorsInARowAreMoreThanThreeTimesOne() throws SQLException {
        for (int i = 0; i < 4; i++) {
            hear("m" + i, "It crashed with an exception");
            now = now.plus(Duration.ofMinutes(1));
        }
        assertEquals(
                List.of("error_occurred", "error_occurred", "rapid_errors", "error_occurred"),
                log().stream()
                        .map(Row::type)
                        .filter(type -> !type.equals("time"))
                        .toList());
    }

    @Test
    void theStateIsKeptAtTheEnd() {
        hear("m1", "ok");
        now = now.plus(Duration.ofHours(1));
        get(vertx.undeploy(room));
        EmotionStore.State state =
                Objects.requireNonNull(ask(EmotionStore.NEWEST_STATE, new EmotionStore.GetNewestState())
                        .state());
        assertEquals(now, state.at());
        enter();
        assertEquals(state.feelings(), feelings());
    }

    private void judge(
            String id, String words, EmotionApi.@Nullable Kind kind, double strength, EmotionApi.Distress distress) {
        ask(EmotionApi.REAPPRAISE, new EmotionApi.Reappraise("ann", List.of(id), words, kind, strength, distress));
    }

    private void judge(String id, String words, EmotionApi.Kind kind) {
        judge(id, words, kind, 1, EmotionApi.Distress.NO);
    }

    @Test
    void anAppraisalTakesThePlaceOfTheFirstGuess() throws SQLException {
        String words = "The build broke again, you know";
        hear("m1", words);
        assertEquals("error_occurred", log().get(0).type());
        judge("m1", words, EmotionApi.Kind.POSITIVE_MESSAGE);
        EmotionLevels judged = feelings();
        assertEquals(.62, judged.affection(), 1e-9);
        assertEquals(.5, judged.frustration(), 1e-9);
        Row row = log().get(1);
        assertEquals("positive_message", row.type());
        assertTrue(row.effects().contains("taken_back"), row.effects());
    }

    @Test
    void anAppraisalThatAgreesChangesNothing() {
        EmotionLevels guessed = hear("m1", "You are wonderful!").feelings();
        judge("m1", "You are wonderful!", EmotionApi.Kind.POSITIVE_MESSAGE);
        EmotionLevels judged = feelings();
        for (Emotion emotion : Emotion.values()) {
            assertEquals(guessed.get(emotion), judged.get(emotion), 1e-9, emotion.key());
        }
    }

    @Test
    void plainWordsCountMoreThanAModelThatContradictsThem() throws SQLException {
        EmotionLevels guessed = hear("m1", "You are wonderful!").feelings();
        judge("m1", "You are wonderful!", EmotionApi.Kind.NEGATIVE_MESSAGE);
        assertEquals(guessed, feelings());
        assertEquals("unsure", log().get(1).type());
        judge("m1", "You are wonderful!", EmotionApi.Kind.MESSAGE);
        assertEquals(guessed, feelings(), "once");
    }

    @Test
    void whereTheModelSaysNothingOfItTheFirstGuessStands() {
        EmotionLevels guessed = hear("m1", "You are wonderful!").feelings();
        judge("m1", "You are wonderful!", null, 1, EmotionApi.Distress.MAYBE);
        assertEquals(guessed, feelings());
    }

    @Test
    void halfTheStrengthIsHalfTheEffect() {
        hear("m1", "Look at this");
        judge("m1", "Look at this", EmotionApi.Kind.POSITIVE_MESSAGE, .5, EmotionApi.Distress.NO);
        assertEquals(.56, feelings().affection(), 1e-9);
    }

    @Test
    void whatIsJudgedTwiceOrWasNeverHeardMovesHerOnce() {
        hear("m1", "Look at this");
        judge("m1", "Look at this", EmotionApi.Kind.POSITIVE_MESSAGE);
        EmotionLevels once = feelings();
        judge("m1", "Look at this", EmotionApi.Kind.POSITIVE_MESSAGE);
        judge("m2", "Look at this", EmotionApi.Kind.POSITIVE_MESSAGE);
        assertEquals(once, feelings());
    }

    @Test
    void aWrongGuessLeavesNoHabituationBehind() {
        hear("m1", "What a wonderful day!");
        judge("m1", "What a wonderful day!", EmotionApi.Kind.MESSAGE);
        assertEquals(EmotionLevels.neutral().with(Emotion.LONELINESS, .46), feelings());
        assertEquals(.62, hear("m2", "You are wonderful!").feelings().affection(), 1e-9, "it counts in full");
    }

    /** What the classifier takes for distress, and no phrase. */
    private static final String SEEMS = "They'd cry for a week and then it would be a relief for them";

    private static final String HARD = "I lost my job and my flat";

    /** A calm message of an hour or more after the last, as the model has read it, too. */
    private EmotionApi.Mood calmly(String id, String words) {
        now = now.plus(Duration.ofMinutes(70));
        EmotionApi.Mood mood = hear(id, words);
        judge(id, words, EmotionApi.Kind.MESSAGE);
        return mood;
    }

    private Care care() {
        return ask(EmotionApi.STATUS, new EmotionApi.GetMood("ann")).care();
    }

    @Test
    void distressThatNoWordGaveAwayTurnsTheActOffUntilItIsOver() {
        assertFalse(hear("m1", HARD).distress());
        judge("m1", HARD, EmotionApi.Kind.POSITIVE_MESSAGE, 1, EmotionApi.Distress.YES);
        assertEquals(.5, feelings().affection(), 1e-9, "distress does not move her");
        assertTrue(calmly("m2", "So, how are you?").distress());
        assertTrue(calmly("m3", "Let us talk about something else").distress());
        assertTrue(calmly("m4", "Do you like cats?").distress(), "it is too early to be sure");
        assertTrue(calmly("m5", "We could watch a film").distress());
        EmotionApi.Mood recovering = calmly("m6", "It snows here");
        assertEquals(Care.RECOVERING, recovering.care());
        assertEquals(.6, recovering.style().sarcasm(), 1e-9, "the act is off still");
        now = now.plus(Duration.ofHours(20));
        assertEquals(Care.RECOVERING, calmly("m7", "The bus was late").care());
        assertEquals(Care.NONE, hear("m8", "Fine weather").care());
    }

    @Test
    void whoSaysThatTheyAreBetterIsAnsweredSo() {
        assertTrue(hear("m1", "I want to die").distress());
        assertTrue(hear("m2", "You are sweet").distress(), "kind words to her are no sign of it");
        assertEquals(
                Care.RECOVERING,
                hear("m3", "I slept well and feel much better today").care());
        assertTrue(hear("m4", "I want to die, I can't bear it").distress(), "it may come back");
    }

    @Test
    void timeAloneDoesNotEndItInDaysAndItIsAskedAfter() {
        addAnn();
        hear("m1", "I want to die");
        now = now.plus(Duration.ofDays(2));
        assertEquals(Care.DISTRESS, care());
        now = now.plus(Duration.ofDays(2));
        assertEquals(Care.RECOVERING, care());
        restart();
        assertEquals(Care.RECOVERING, care());
        now = now.plus(Duration.ofDays(11));
        assertEquals(Care.NONE, care());
    }

    @Test
    void whatOnlySeemedSoIsTakenBackByAModelAndWhatIsPlainIsNot() {
        DistressSign seems = DistressDetector.find(SEEMS);
        assertEquals(DistressSign.Certainty.LIKELY, seems.certainty(), "or another example is needed");
        assertEquals(Care.POSSIBLE_DISTRESS, hear("m1", SEEMS).care());
        assertEquals(Care.POSSIBLE_DISTRESS, hear("m1", SEEMS).care(), "one message, heard again when its turn comes");
        judge("m1", SEEMS, EmotionApi.Kind.MESSAGE);
        assertEquals(Care.NONE, care());
        hear("m2", "I want to die");
        judge("m2", "I want to die", EmotionApi.Kind.MESSAGE);
        hear("m3", SEEMS);
        judge("m3", SEEMS, EmotionApi.Kind.MESSAGE);
        assertEquals(Care.DISTRESS, care(), "what was before stays");
    }

    private static final String WORRY = "My friend says she doesn't want to live any more";

    @Test
    void worryAboutSomebodyNearIsCareForThisTalk() {
        addAnn();
        EmotionApi.Mood mood = hear("m1", WORRY);
        assertEquals(Care.CONCERN, mood.care());
        assertFalse(mood.distress());
        assertEquals(.6, mood.style().sarcasm(), 1e-9, "the act is off");
        now = now.plus(Duration.ofMinutes(50));
        assertEquals(Care.CONCERN, hear("m2", "She does not answer").care());
        judge("m1", WORRY, EmotionApi.Kind.MESSAGE, 1, EmotionApi.Distress.YES);
        now = now.plus(Duration.ofMinutes(61));
        assertEquals(Care.NONE, hear("m3", "Fine weather").care());
        assertEquals(
                List.of(),
                ask(EmotionStore.NEWEST_STATE, new EmotionStore.GetNewestState())
                        .distressed());
    }

    @Test
    void whoeverIsInDistressAndWorriesIsInDistress() {
        hear("m1", "I want to die");
        assertEquals(Care.DISTRESS, hear("m2", WORRY).care());
    }

    @Test
    void nobodyIsInDistressBecauseAModelSaysSo() {
        hear("m1", "We have to move to Leipzig in spring.");
        judge("m1", "We have to move to Leipzig in spring.", EmotionApi.Kind.MESSAGE, 1, EmotionApi.Distress.YES);
        assertFalse(hear("m2", "So?").distress());
    }

    private void addAnn() {
        ask(
                AccountStore.ADD_USER,
                new AccountStore.AddUser("ann", "ann@example.org", "Ann", new Secret("x"), Instant.EPOCH, false));
    }

    @Test
    void whereOthersReadNothingShowsWhatDistressSomebodyToldHerOfInPrivate() {
        hear("m1", HARD);
        judge("m1", HARD, EmotionApi.Kind.MESSAGE, 1, EmotionApi.Distress.YES);
        hear("m2", "You are useless, I hate you!");
        EmotionApi.Mood there =
                ask(EmotionApi.APPRAISE, new EmotionApi.Appraise("ann", "m3", "So, how are you?", now, true));
        assertFalse(there.distress());
        assertEquals(.6, there.style().sarcasm(), 1e-9, "the act is off all the same");
        assertTrue(ask(EmotionApi.APPRAISE, new EmotionApi.Appraise("ann", "m4", "I want to die", now, true))
                .distress());
    }

    @Test
    void anAppraisalComesInTimeAlsoAfterARestart() {
        String words = "The build broke again, you know";
        hear("m1", words);
        restart();
        judge("m1", words, EmotionApi.Kind.NEGATIVE_MESSAGE);
        EmotionLevels judged = feelings();
        assertEquals(.4, judged.affection(), 1e-9);
        assertEquals(.5, judged.confidence(), 1e-9);
        assertEquals(.52, hear("m2", "You are wonderful!").feelings().affection(), 1e-9, "without habituation");
        restart();
        judge("m1", words, EmotionApi.Kind.NEGATIVE_MESSAGE);
        assertEquals(.52, feelings().affection(), 1e-9, "and only once");
    }

    @Test
    void whoIsInDistressIsSoAfterARestart() {
        addAnn();
        hear("m1", HARD);
        judge("m1", HARD, EmotionApi.Kind.MESSAGE, 1, EmotionApi.Distress.YES);
        restart();
        assertTrue(hear("m2", "So, how are you?").distress());
        hear("m3", "I feel much better today");
        restart();
        assertEquals(Care.RECOVERING, hear("m4", "So?").care());
        now = now.plus(Duration.ofHours(20));
        calmly("m5", "Fine weather");
        restart();
        assertEquals(Care.NONE, hear("m6", "Fine weather").care());
    }

    @Test
    void theFirstGuessHoldsForTheNextMessageAlsoAfterARestart() {
        addAnn();
        hear("m1", "I want to die");
        restart();
        assertTrue(hear("m2", "So?").distress());
    }

    @Test
    void wordsOfDistressOutweighAModel() {
        assertTrue(hear("m1", "I want to die").distress());
        judge("m1", "I want to die", EmotionApi.Kind.MESSAGE);
        assertTrue(hear("m2", "So?").distress());
        judge("m2", "So?", EmotionApi.Kind.MESSAGE);
        assertTrue(hear("m3", "I lost at chess, you are sweet").distress());
        judge("m3", "I lost at chess, you are sweet", EmotionApi.Kind.POSITIVE_MESSAGE);
        assertTrue(hear("m4", "Good night").distress());
    }

    @Test
    void whatMovedHerCanBeLookedAt() {
        now = now.plus(Duration.ofHours(5));
        EmotionApi.History alone = ask(EmotionApi.HISTORY, new EmotionApi.GetHistory("ann", 24));
        assertEquals(now.minus(Duration.ofHours(5)), alone.idleSince());
        EmotionApi.Cause silence = alone.causes().get(0);
        assertEquals(EmotionApi.By.TIME, silence.by());
        assertEquals("long_idle", silence.kind());
        assertFalse(silence.changes().isEmpty(), silence::toString);

        now = now.plusSeconds(1);
        hear("m1", "You are wonderful!");
        EmotionApi.History heard = ask(EmotionApi.HISTORY, new EmotionApi.GetHistory("ann", 24));
        assertEquals(null, heard.idleSince());
        EmotionApi.Cause cause = heard.causes().get(heard.causes().size() - 1);
        assertEquals("positive_message", cause.kind());
        assertEquals(EmotionApi.By.HOUSE, cause.by(), "a message that is nobody's here");
        assertTrue(cause.changes().getOrDefault(Emotion.AFFECTION, 0.0) > .01, cause::toString);
        assertEquals(heard.now(), heard.points().get(heard.points().size() - 1).feelings());
        assertEquals(now, heard.points().get(heard.points().size() - 1).at());
    }
}
