package demi.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi;
import demi.api.MemoryApi.Fact;
import demi.api.MemoryApi.HouseFact;
import demi.api.MemoryApi.Recalled;
import demi.api.MemoryApi.Said;
import demi.api.MemoryApi.SaidBefore;
import demi.api.store.AccountStore;
import demi.api.store.IdentityStore;
import demi.api.store.MessageStore;
import demi.api.store.RecallStore;
import demi.api.value.EmotionLevels;
import demi.api.value.MemoryFact;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.api.value.Secret;
import demi.store.StoreFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several people in one house, with a real store. */
class HouseMemoryTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(folder.resolve("demi.sqlite"));
        Stream.of("Ann", "Bob", "Cleo").forEach(this::addAccount);
        StoreFixture.get(
                store.vertx.deployVerticle(new MemoryVerticle(store.bus, () -> NOW, MemorySettings.defaults())));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void addAccount(String name) {
        String id = name.toLowerCase(java.util.Locale.ROOT);
        store.ask(
                AccountStore.ADD_USER,
                new AccountStore.AddUser(id, id + "@example.org", name, new Secret("x"), Instant.EPOCH, false));
    }

    private String met(IdentityStore.Kind kind, String name) {
        return store.ask(
                        IdentityStore.RESOLVE,
                        new IdentityStore.ResolveIdentity("discord", kind, name, name, Instant.EPOCH))
                .userId();
    }

    private String said(String conversation, String content, Message.@Nullable Speaker speaker) {
        String id = UUID.randomUUID().toString();
        store.ask(
                MessageStore.ADD_MESSAGE,
                speaker == null
                        ? new MessageStore.AddMessage(id, conversation, content, null, NOW)
                        : new MessageStore.AddMessage(id, conversation, content, null, NOW, speaker, List.of(), ""));
        store.ask(RecallStore.INDEX, new RecallStore.Index(100));
        return id;
    }

    /** As if the model had found it. */
    private void tell(String user, String message, String fact) {
        Said said = new Said(said(user, message, null), message, NOW);
        store.ask(
                MemoryApi.LEARN,
                new MemoryApi.Learn(
                        user,
                        List.of(said),
                        List.of(),
                        List.of(new Fact(fact, 0)),
                        List.of(),
                        "",
                        true,
                        ZoneOffset.UTC));
    }

    private Recalled recall(String user, String conversation, String message, boolean shared) {
        Message.Speaker speaker = shared ? new Message.Speaker(user, user, "") : null;
        return store.ask(
                MemoryApi.RECALL,
                new MemoryApi.Recall(
                        user, conversation, new Said(said(conversation, message, speaker), message, NOW), shared, 0));
    }

    private List<HouseFact> house(String user, String message) {
        return recall(user, user, message, false).house();
    }

    private List<MemoryFact> all(String user) {
        return store.ask(MemoryApi.LIST, new MemoryApi.ListMemories(user, 100, 0))
                .memories();
    }

    private MemoryFact ofHouse(String user) {
        return all(user).stream().filter(MemoryFact::house).findFirst().orElseThrow();
    }

    private void share(String user, MemoryFact fact, boolean house) {
        assertNotNull(store.ask(
                        MemoryApi.CHANGE,
                        new MemoryApi.Change(user, fact.memoryId(), null, null, null, null, null, house, null, NOW))
                .memory());
    }

    @Test
    void whoIsWhoIsKnownToTheHouseAndNothingElseOfTheSentence() {
        tell("ann", "Bob is my husband and he snores", "Bob is their husband and snores");
        assertEquals(
                List.of(new HouseFact("Bob is Ann's husband", "Ann", "")), house("cleo", "Who is Bob married to?"));
        assertEquals(
                List.of(new HouseFact("Bob is Ann's husband", "Ann", "Bob")), house("bob", "What do you know of Ann?"));
        assertEquals(
                List.of(new HouseFact("Bob is Ann's husband", "Ann", "")),
                house("cleo", "Bob is late for dinner again, and it is getting cold in here"));
        assertEquals(List.of(), house("cleo", "What is the weather like?"));
        assertEquals(List.of(), house("cleo", "Does anybody snore?"));
    }

    @Test
    void thePersonsOwnPromptHasItOnceAndInTheirOwnFact() {
        tell("ann", "Bob is my husband", "Bob is their husband");
        Recalled own = recall("ann", "ann", "Who is Bob?", false);
        assertEquals(List.of(), own.house());
        assertEquals(
                List.of("Bob is their husband"),
                own.facts().stream().map(MemoryFact::content).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bob is an idiot",
                "Bob is ill, very ill",
                "Bob is my ex",
                "Bob is my lover",
                "My husband hates Bob",
                "Bea is my sister",
                "> Bob is my husband",
                "He wrote \"Bob is my husband, I said\""
            })
    void whatIsNearItStaysPrivate(String message) {
        tell("ann", message, message.replace(" my ", " their ").replace("My ", "Their "));
        assertEquals(List.of(), house("cleo", "Who is Bob?"));
        assertTrue(all("ann").stream().noneMatch(MemoryFact::house));
    }

    @Test
    void onlyWhoHasAnAccountIsOfTheHouse() {
        tell("ann", "Bob is my husband", "Bob is their husband");
        String stranger = met(IdentityStore.Kind.PERSON, "Sam");
        assertEquals(List.of(), house(stranger, "Who is Bob?"));
        tell(stranger, "Bob is my brother", "Bob is their brother");
        assertEquals(1, house("cleo", "Who is Bob?").size());
        tell("ann", "Sam is my brother", "Sam is their brother");
        assertEquals(List.of(), house("cleo", "Who is Sam?"));
        store.ask(AccountStore.CHANGE_USER, new AccountStore.ChangeUser("cleo@example.org", null, false, false));
        assertEquals(List.of(), house("cleo", "Who is Bob?"));
    }

    @Test
    void whereOthersReadNothingOfTheHouseComes() {
        tell("ann", "Bob is my husband", "Bob is their husband");
        String group = met(IdentityStore.Kind.GROUP, "kitchen");
        assertEquals(List.of(), recall("cleo", group, "Who is Bob?", true).house());
        assertEquals(List.of(), recall("ann", group, "Who is Bob?", true).facts());
    }

    @Test
    void aMarriageThatOthersTellOtherwiseIsNotSpread() {
        tell("ann", "Bob is my husband", "Bob is their husband");
        tell("cleo", "Bob is my husband", "Bob is their husband");
        assertTrue(all("cleo").stream().noneMatch(MemoryFact::house));
        tell("bob", "Ann is my wife", "Ann is their wife");
        assertEquals("Ann is Bob's wife", ofHouse("bob").content());
    }

    @Test
    void itEndsWithTheMarriage() {
        tell("ann", "Bob is my husband", "Bob is their husband");
        assertEquals(1, house("cleo", "Who is Bob?").size());
        tell("ann", "Bob and I are divorced now", "Is divorced from Bob");
        assertEquals(List.of(), house("cleo", "Who is Bob?"));
    }

    @Test
    void aPersonSharesAndTakesBack() {
        tell("ann", "I have a cat called Minka", "Has a cat called Minka");
        MemoryFact cat = all("ann").get(0);
        assertFalse(cat.house());
        assertEquals(List.of(), house("bob", "Who is Minka?"));
        share("ann", cat, true);
        assertEquals(List.of(new HouseFact("Ann: Has a cat called Minka", "Ann", "")), house("bob", "Who is Minka?"));
        share("ann", all("ann").get(0), false);
        assertEquals(List.of(), house("bob", "Who is Minka?"));
    }

    @Test
    void whatWasTakenBackStaysSoWhenItIsSaidAgain() {
        tell("ann", "Bob is my husband", "Bob is their husband");
        share("ann", ofHouse("ann"), false);
        tell("ann", "Bob is my husband", "Bob is their husband");
        assertEquals(List.of(), house("cleo", "Who is Bob?"));
    }

    /** As it stands in what the model has read with somebody else. */
    private void read(String user, String note) {
        String id = said(user, "Who is Bob?", null);
        store.ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        Message.replyId(id),
                        user,
                        "Hm.",
                        EmotionLevels.neutral(),
                        false,
                        id,
                        MessageStore.FollowUpKinds.NONE,
                        new MessageStore.TranscriptChange(
                                0,
                                null,
                                List.of(
                                        new PromptMessage(PromptMessage.Role.SYSTEM, note),
                                        new PromptMessage(PromptMessage.Role.USER, "Who is Bob?"),
                                        new PromptMessage(PromptMessage.Role.ASSISTANT, "Hm."))),
                        NOW));
    }

    private String readAgain(String user) {
        return store.ask(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript(user, Long.MAX_VALUE)).lines().stream()
                .map(PromptMessage::content)
                .toList()
                .toString();
    }

    @Test
    void whatIsTakenBackOrDeletedGoesOutOfWhatTheModelHasReadWithOthers() {
        String head = "It is late.\nKnown to everybody in the house:\n";
        tell("ann", "Bob is my husband", "Bob is their husband");
        tell("ann", "Cleo is my sister", "Cleo is their sister");
        String both = head
                + "- Bob is Ann's husband (Ann says so; Bob is who writes to you)\n- Cleo is Ann's sister (Ann says so)";
        read("bob", both);
        share("ann", ofHouse("ann"), false);
        assertFalse(readAgain("bob").contains("sister"));
        assertTrue(readAgain("bob").contains("- Bob is Ann's husband (Ann says so; Bob is who writes to you)"));
        store.ask(MemoryApi.FORGET, new MemoryApi.Forget("ann", ofHouse("ann").memoryId()));
        assertFalse(readAgain("bob").contains("husband"));
        tell("ann", "Cleo and I are flatmates", "Cleo is their flatmate");
        read("cleo", head + "- Ann and Cleo are flatmates (Ann says so; Cleo is who writes to you)");
        store.ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("ann@example.org"));
        assertFalse(readAgain("cleo").contains("flatmates"));
        assertEquals(List.of(), house("cleo", "Who is Ann?"));
    }

    @Test
    void didAnybodyIsAnsweredFromWhatAllOfThemHaveRead() {
        String kitchen = met(IdentityStore.Kind.GROUP, "kitchen");
        String attic = met(IdentityStore.Kind.GROUP, "attic");
        said(kitchen, "I fed the cat at eight", new Message.Speaker("bob", "Bob", ""));
        said(kitchen, "Thank you!", new Message.Speaker("ann", "Ann", ""));
        said(attic, "The cat got nothing yet", new Message.Speaker("cleo", "Cleo", ""));
        said("bob", "I never feed the cat, I only say so", null);
        Recalled recalled = recall("ann", "ann", "Did anybody feed the cat?", false);
        assertTrue(recalled.asksOfOthers());
        assertEquals(
                List.of("I fed the cat at eight"),
                recalled.lines().stream().map(SaidBefore::content).toList());
        assertEquals("Bob", recalled.lines().get(0).speaker());
        assertEquals(
                List.of(), recall("ann", "ann", "I have to feed the cat", false).lines());
    }

    @Test
    void whoAsksAfterOthersIsToldWhatSheMayKnow() {
        assertTrue(
                recall("ann", "ann", "What did Bob tell you about me?", false).asksOfOthers());
        assertTrue(recall("ann", "ann", "Hat jemand angerufen?", false).asksOfOthers());
        assertFalse(recall("ann", "ann", "How are you?", false).asksOfOthers());
        store.ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("bob@example.org"));
        store.ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("cleo@example.org"));
        assertFalse(recall("ann", "ann", "Has anybody called?", false).asksOfOthers());
    }

    @Test
    void nobodySeesThatOthersWereToldOfTheirFacts() {
        tell("ann", "Bob is my husband", "Bob is their husband");
        assertEquals(1, house("cleo", "Who is Bob?").size());
        assertEquals(0, ofHouse("ann").uses());
    }
}
