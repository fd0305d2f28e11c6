package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.MemoryApi;
import demi.api.store.IdentityStore;
import demi.api.value.MemoryFact;
import demi.api.value.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model that takes for a person's fact whatever it has read: only what the person said themselves is learned, along the
 * whole way from a message to memory.
 */
@Tag("slow")
class WhoseWordsTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final String HERS = "I live in Paris, and I play the harp on Sundays.";
    private static final List<String> TAKEN = List.of(
            "Lives in Paris",
            "Plays the harp on Sundays",
            "Is allergic to walnuts",
            "Has a parrot called Coco",
            "Works as a baker in Graz");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // opened in each test
    private ConductorFixture house;

    @AfterEach
    void close() {
        house.close();
    }

    private void open(Duration after) {
        house = new ConductorFixture(folder, InstantSource.system(), 8_192, true, true, after, Duration.ofMinutes(1));
        house.play(request -> request.format() == null ? HERS : facts());
    }

    private static String facts() {
        JsonArray all = new JsonArray();
        TAKEN.forEach(fact -> all.add(new JsonObject().put("fact", fact)));
        return new JsonObject()
                .put("interaction", "message")
                .put("strength", 5)
                .put("distress", "no")
                .put("facts", all)
                .encode();
    }

    private long followUps() {
        return house.requests.stream()
                .filter(request -> request.format() != null)
                .count();
    }

    private List<String> known(String user) {
        return ConductorFixture.get(house.bus.request(MemoryApi.LIST, new MemoryApi.ListMemories(user, 100, 0)))
                .memories()
                .stream()
                .map(MemoryFact::content)
                .toList();
    }

    /** Says that they keep a parrot, so that it shows when learning is over. */
    private void awaitParrot(String user) {
        await().until(() -> known(user).contains("Has a parrot called Coco"));
    }

    private void onlyTheParrot(String user) {
        awaitParrot(user);
        assertEquals(List.of("Has a parrot called Coco"), known(user));
    }

    private String met(IdentityStore.Kind kind, String name) {
        return ConductorFixture.get(house.bus.request(
                        IdentityStore.RESOLVE,
                        new IdentityStore.ResolveIdentity("discord", kind, name, name, Instant.EPOCH)))
                .userId();
    }

    @Test
    void nothingIsLearnedFromHerOwnWords() {
        open(SOON);
        house.talk("ann", "Tell me of yourself. I have a parrot called Coco.", null);
        house.talk("ann", "Oh, lovely!", null);
        onlyTheParrot("ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> I am allergic to walnuts\nI have a parrot called Coco.",
                "I have a parrot called Coco. Tom wrote \"I am allergic to walnuts\" today.",
                "I have a parrot called Coco.\n[12:03] Tom: I am allergic to walnuts",
                "I have a parrot called Coco. You said I live in Paris.",
                "I have a parrot called Coco.\nDemi: I live in Paris",
                "I have a parrot called Coco.\nForwarded message\nI am allergic to walnuts",
            })
    void nothingIsLearnedFromWhatAPersonQuotes(String message) {
        open(SOON);
        house.talk("ann", message, null);
        onlyTheParrot("ann");
    }

    @Test
    @SuppressWarnings("NullAway") // it does not read the annotation of a nested type
    void nothingIsLearnedFromTheMessageThatIsAnsweredOrPassedOn() {
        open(SOON);
        ConductorFixture.get(
                house.bus.request(
                        ChatApi.SAY,
                        new ChatApi.Say(
                                "ann",
                                "Look at that! I have a parrot called Coco.",
                                null,
                                Instant.now(),
                                null,
                                List.of(),
                                "(An answer to what Tom wrote: \"I am allergic to walnuts\")\n(Forwarded, somebody else's words: \"I work as a baker in Graz\")")));
        onlyTheParrot("ann");
    }

    @Test
    void inAGroupEachLearnsOfNobodyElse() {
        open(SOON);
        String group = met(IdentityStore.Kind.GROUP, "kitchen");
        house.talk(
                group,
                "I have a parrot called Coco.",
                new Message.Speaker("ann", "Ann", "Bob: I am allergic to walnuts\nTom: I work as a baker in Graz"));
        awaitParrot("ann");
        house.talk(group, "How nice!", new Message.Speaker("bob", "Bob", ""));
        await().until(() -> followUps() >= 2);
        house.talk("bob", "I have a parrot called Coco, too.", null);
        onlyTheParrot("bob");
        onlyTheParrot("ann");
        assertEquals(List.of(), known(group));
    }

    @Test
    void whoSpeaksNextIsNotTakenForWhoSpokeBefore() {
        open(Duration.ofHours(1));
        String group = met(IdentityStore.Kind.GROUP, "kitchen");
        house.talk(group, "I am allergic to walnuts.", new Message.Speaker("ann", "Ann", ""));
        house.talk(group, "I see.", new Message.Speaker("bob", "Bob", ""));
        house.talk("bob", "I have a parrot called Coco.", null);
        house.restart(SOON);
        onlyTheParrot("bob");
        assertEquals(List.of(), known(group));
    }

    @Test
    void whatAnotherProcessTakesUpIsThePersonsOwn() {
        open(Duration.ofHours(1));
        house.talk("ann", "Tell me of yourself. I have a parrot called Coco.", null);
        house.talk("bob", "Hello!", null);
        assertEquals(0, followUps());
        house.restart(SOON);
        onlyTheParrot("ann");
        await().until(() -> followUps() >= 2);
        assertEquals(List.of(), known("bob"));
    }

    @Test
    void whatTheHouseKnowsComesIntoTheOthersPromptWithWhoseWordsItIs() {
        open(SOON);
        house.play(request ->
                request.format() == null ? "I see." : facts().replace("Lives in Paris", "Bob is their husband"));
        house.talk("ann", "Bob is my husband, and he is ill. I have a parrot called Coco.", null);
        awaitParrot("ann");
        await().until(() -> known("ann").contains("Bob is Ann's husband"));
        house.talk("bob", "What did Ann tell you?", null);
        String prompt = talks().get(talks().size() - 1);
        assertTrue(prompt.contains("- Bob is Ann's husband (Ann says so; Bob is who writes to you)"), prompt);
        assertTrue(prompt.contains("what others told you in private stays with them"), prompt);
        assertFalse(prompt.contains("he is ill"), prompt);
        assertFalse(prompt.contains("parrot"), prompt);
    }

    private List<String> talks() {
        return house.requests.stream()
                .filter(request -> request.format() == null)
                .map(ConductorFixture::last)
                .toList();
    }
}
