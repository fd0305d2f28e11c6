package demi.http.rest.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.store.RecallStore;
import demi.api.value.EmotionLevels;
import demi.api.value.Secret;
import demi.http.HttpSettings;
import demi.http.HttpVerticle;
import demi.store.StoreFixture;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages by their words: the real HTTP verticle and the real store. */
class MessageSearchTest {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // opened before each test
    private StoreFixture store;

    @SuppressWarnings("NullAway.Init")
    private HttpVerticle http;

    private int said;

    @BeforeEach
    void open() {
        store = new StoreFixture(folder.resolve("demi.sqlite"));
        for (String user : List.of("ann", "bob")) {
            store.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(user, user + "@x.org", user, new Secret("h"), T, false));
        }
        StoreFixture.get(store.bus.handle(
                AccountsApi.AUTHENTICATE,
                asks -> Future.succeededFuture(new AccountsApi.Authenticated(new AccountsApi.Caller(
                        asks.accessToken().value(), "session", "a@x.org", T.plusSeconds(3_000_000_000L), true)))));
        http = new HttpVerticle(
                store.bus,
                InstantSource.system(),
                HttpSettings.of("127.0.0.1", 0, "127.0.0.1", 0, false),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                "9.9.9");
        StoreFixture.get(store.vertx.deployVerticle(http));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String say(String user, String content) {
        String id = "m" + ++said;
        store.ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(id, user, content, null, T.plusSeconds(said)));
        return id;
    }

    private HttpResponse<String> page(String query) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + "/api/v1/messages?" + query))
                        .header("Authorization", "Bearer ann")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> search(String words, String more) throws Exception {
        HttpResponse<String> found = page("q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + more);
        assertEquals(200, found.statusCode(), found::body);
        return found;
    }

    private static List<String> ids(HttpResponse<String> page) {
        return new JsonArray(page.body())
                .stream().map(one -> ((JsonObject) one).getString("message_id")).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The dentist was late again. | dentist",
                "The dentist was late again. | late dentist",
                "The dentist was late again. | DENT",
                "She went running in the rain | run",
                "She went running in the rain | running",
                "Wir essen Apfelkuchen bei Müller | apfelk",
                "Wir essen Apfelkuchen bei Müller | kuchen",
                "Wir essen Apfelkuchen bei Müller | muller",
                "Wir essen Apfelkuchen bei Müller | Müller essen",
                "In der Straße brennt Licht | strasse",
                "In der Straße brennt Licht | Straße licht",
                "Le café était fermé hier | cafe ferme",
                "Le café était fermé hier | café",
                "Мой зелёный чай остыл | зелёный",
                "Мой зелёный чай остыл | мой чай",
                "昨日は東京で寿司を食べました | 東京",
                "昨日は東京で寿司を食べました | 寿司を食べ",
                "昨日は東京で寿司を食べました | 東",
                "我昨天去看了牙医 | 牙医",
                "我昨天去看了牙医 | 牙",
                "어제 치과에 갔어요 | 치과",
                "เมื่อวานฉันไปหาหมอ | หมอ",
                "कल मैं दंत चिकित्सक के पास गया | चिकित्सक",
                "ذهبت إلى طبيب الأسنان | طبيب",
                "My USBケーブル is broken | usb",
                "My USBケーブル is broken | ケーブル",
                "The number is 0049-30-1234 | 1234",
                "It's what O'Brien said | o'brien",
            })
    void aMessageIsFoundByItsWordsInAnyLanguage(String content, String words) throws Exception {
        String id = say("ann", content);
        say("ann", "Nothing of the kind");
        say("bob", content);
        assertEquals(List.of(id), ids(search(words, "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "late doctor",
                "dent was",
                "entist",
                "!?",
                "\uD83D\uDE44",
                "\" OR content : *",
                "who : ann",
                "NEAR(a b)",
            })
    void whatLacksOneOfTheWordsIsNotFoundAndNoSyntaxIsRead(String words) throws Exception {
        say("ann", "The dentist was late again.");
        assertEquals(List.of(), ids(search(words, "")));
    }

    @Test
    void theNewestComeFirstPageByPage() throws Exception {
        for (int i = 0; i < 250; i++) {
            say("ann", (i % 2 == 0 ? "tea " : "coffee ") + i);
        }
        HttpResponse<String> newest = search("tea", "&limit=2");
        assertEquals(List.of("m247", "m249"), ids(newest));
        HttpResponse<String> older = search(
                "tea",
                "&limit=120&before="
                        + newest.headers().firstValue("X-Next-Cursor").orElseThrow());
        assertEquals(120, ids(older).size());
        assertEquals("m245", ids(older).get(119));
        HttpResponse<String> oldest = search(
                "tea",
                "&limit=120&before="
                        + older.headers().firstValue("X-Next-Cursor").orElseThrow());
        assertEquals(List.of("m1", "m3", "m5"), ids(oldest));
        assertTrue(oldest.headers().firstValue("X-Next-Cursor").isEmpty());
    }

    @Test
    void whatSheSaidIsFoundAndWhatStandsInOrIsForgottenIsNot() throws Exception {
        reply("hers", "Tea is better.", false);
        reply("held", "My tea stepped out.", true);
        String forgotten = say("ann", "tea with a secret");
        assertEquals(List.of("hers", forgotten), ids(search("tea", "")));
        store.ask(RecallStore.FORGET, new RecallStore.Forget("ann", "ann", List.of(forgotten)));
        assertEquals(List.of("hers"), ids(search("tea", "")));
    }

    private void reply(String id, String content, boolean holding) {
        store.ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        id,
                        "ann",
                        content,
                        EmotionLevels.neutral(),
                        holding,
                        null,
                        MessageStore.FollowUpKinds.NONE,
                        MessageStore.TranscriptChange.NONE,
                        T));
    }

    @Test
    void aFoundMessageLeadsToItsPlace() throws Exception {
        for (int i = 0; i < 20; i++) {
            say("ann", i == 9 ? "the dentist" : "line " + i);
        }
        String id = ids(search("dentist", "")).get(0);
        assertEquals(List.of("m8", "m9", id, "m11"), ids(page("limit=4&around=" + id)));
    }
}
