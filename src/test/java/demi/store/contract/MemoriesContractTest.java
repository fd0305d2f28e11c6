package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi;
import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.Fact;
import demi.api.store.MemoryStore.Found;
import demi.api.store.MessageStore;
import demi.api.store.VectorStore;
import demi.api.store.VectorStore.Code;
import demi.api.store.VectorStore.Vector;
import demi.api.value.EmotionLevels;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.api.value.PromptMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoriesContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00.123456Z");

    @BeforeEach
    void addUsers() {
        addUser("u1", T);
        addUser("u2", T);
    }

    private void learn(String user, Instant at, List<String> forget, Fact... facts) {
        ask(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts(user, List.of(facts), forget, at));
    }

    private void learn(String id, String content) {
        learn("u1", T, List.of(), new Fact(id, content, null, false));
    }

    private Found list() {
        return ask(MemoryStore.LIST, new MemoryStore.ListFacts("u1", 100, 0));
    }

    private static List<String> ids(Found found) {
        return found.memories().stream().map(MemoryFact::memoryId).toList();
    }

    private List<String> matching(String user, boolean open, int limit, String... words) {
        return ids(ask(MemoryStore.MATCHING, new MemoryStore.FindMatching(user, List.of(words), open, limit)));
    }

    private MemoryApi.Changed change(
            String user,
            String id,
            @Nullable String content,
            @Nullable Boolean pinned,
            @Nullable Boolean confidential) {
        return ask(
                MemoryStore.CHANGE, new MemoryApi.Change(user, id, content, pinned, confidential, T.plusSeconds(60)));
    }

    @Test
    void memoriesAreListedInPagesNewestFirst() {
        learn("m1", "She has a cat.");
        learn("m2", "She has a dog.");
        learn("u2", T, List.of(), new Fact("other", "He has a cat.", null, false));
        assertEquals(List.of("m2", "m1"), ids(list()));
        long place = list().memories().get(0).place();
        assertEquals(List.of("m1"), ids(ask(MemoryStore.LIST, new MemoryStore.ListFacts("u1", 100, place))));
        assertEquals(List.of("m2"), ids(ask(MemoryStore.LIST, new MemoryStore.ListFacts("u1", 1, 0))));
    }

    @Test
    void whatIsLearnedAgainIsReplacedAndStaysConfidential() {
        learn("u1", T, List.of(), new Fact("m1", "old", null, true));
        learn("u1", T.plusSeconds(5), List.of(), new Fact("m1", "new", null, false));
        MemoryFact now = list().memories().get(0);
        assertEquals(List.of("m1"), ids(list()));
        assertEquals("new", now.content());
        assertTrue(now.confidential());
        assertEquals(T, now.createdAt());
        assertEquals(T.plusSeconds(5), now.updatedAt());
    }

    @Test
    void whatIsPinnedOrAnothersIsNeverReplacedNorForgotten() {
        learn("m1", "pinned");
        change("u1", "m1", null, true, null);
        learn("u2", T, List.of(), new Fact("m2", "theirs", null, false));
        learn("u1", T, List.of("m1", "m2"), new Fact("m1", "beside", null, false), new Fact("m2", "mine", null, false));

        assertEquals(
                List.of("mine", "beside", "pinned"),
                list().memories().stream().map(MemoryFact::content).toList());
        assertEquals(List.of("m1"), ids(ask(MemoryStore.PINNED, new MemoryStore.FindPinned("u1", false, 9))));
        learn("m3", "PINNED");
        assertEquals(3, list().memories().size());
    }

    @Test
    void wordsAreFoundInAnyFormRareOnesFirstAndOnlyOfThatPerson() {
        learn("m1", "She likes cats and Müller.");
        learn("m2", "She likes dogs.");
        learn("m3", "She likes birds.");
        learn("u2", T, List.of(), new Fact("other", "He likes cats.", null, false));

        assertEquals(List.of("m1", "m3", "m2"), matching("u1", false, 9, "cat", "like"));
        assertEquals(List.of("m1"), matching("u1", false, 9, "muller"));
        assertEquals(List.of("m1"), matching("u1", false, 1, "cat", "like"));
        assertEquals(List.of("other"), matching("u2", true, 9, "cat"));
        assertEquals(List.of(), matching("u1", false, 9));
        assertEquals(List.of(), matching("u1", false, 9, "fish"));
    }

    @Test
    void whatIsConfidentialIsNotFoundWhereOthersRead() {
        learn("u1", T, List.of(), new Fact("m1", "She has a secret cat.", null, true));
        learn("m2", "She has a cat.");
        assertEquals(List.of("m2"), matching("u1", true, 9, "cat"));
        change("u1", "m1", null, true, null);
        assertEquals(List.of(), ids(ask(MemoryStore.PINNED, new MemoryStore.FindPinned("u1", true, 9))));
    }

    @Test
    void wordsFollowAChange() {
        learn("m1", "She has a cat.");
        MemoryFact changed = change("u1", "m1", "She has a dog.", null, true).memory();
        assertNotNull(changed);
        assertTrue(changed.confidential());
        assertFalse(changed.pinned());
        assertEquals(List.of(), matching("u1", false, 9, "cat"));
        assertEquals(List.of("m1"), matching("u1", false, 9, "dog"));
        assertNull(change("u2", "m1", "mine", null, null).memory());
        assertTrue(ask(MemoryStore.FORGET, new MemoryApi.Forget("u1", "m1")).found());
        assertFalse(ask(MemoryStore.FORGET, new MemoryApi.Forget("u1", "m1")).found());
        assertEquals(List.of(), matching("u1", false, 9, "dog"));
    }

    @Test
    void theTranscriptLosesTheLinesOfWhatIsForgotten() {
        learn("m1", "She has a cat.");
        learn("m2", "She has a dog.");
        String notes = "What you know:\n- She has a cat.\n- She has a dog.";
        ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        "r",
                        "u1",
                        "text",
                        EmotionLevels.neutral(),
                        false,
                        null,
                        MessageStore.FollowUpKinds.NONE,
                        new MessageStore.TranscriptChange(
                                0, null, List.of(new PromptMessage(PromptMessage.Role.SYSTEM, notes))),
                        T));
        change("u1", "m1", "She has two cats.", null, null);
        assertEquals("What you know:\n- She has two cats.\n- She has a dog.", transcript());
        ask(MemoryStore.FORGET, new MemoryApi.Forget("u1", "m2"));
        assertEquals("What you know:\n- She has two cats.", transcript());
    }

    private void transcribe(String user, PromptMessage... lines) {
        ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        "reply " + lines.length + user,
                        user,
                        "text",
                        EmotionLevels.neutral(),
                        false,
                        null,
                        MessageStore.FollowUpKinds.NONE,
                        new MessageStore.TranscriptChange(0, null, List.of(lines)),
                        T));
    }

    private static PromptMessage note(String content) {
        return new PromptMessage(PromptMessage.Role.SYSTEM, content);
    }

    private static PromptMessage said(String content) {
        return new PromptMessage(PromptMessage.Role.USER, content);
    }

    private static PromptMessage hers(String content) {
        return new PromptMessage(PromptMessage.Role.ASSISTANT, content);
    }

    private List<String> transcriptOf(String user) {
        return ask(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript(user, 99)).lines().stream()
                .map(PromptMessage::content)
                .toList();
    }

    @Test
    void aLineIsFoundWithWhateverWordsBehindItAndNoOtherIs() {
        learn("m1", "Likes tea");
        learn("m2", "Likes tea (green)");
        learn("m3", "Has an exam");
        transcribe(
                "u1",
                note(
                        "It is late.\nWhat you know:\n- Likes tea\n- Likes tea (green)\n- Likes tea (green) (told in March)\n- Likes tea and cake"),
                note("- Likes tea (told in March)\n- Has an exam (tomorrow, Friday 4 December, at nine)"));
        change("u1", "m3", "Has an oral exam", null, null);
        ask(MemoryStore.FORGET, new MemoryApi.Forget("u1", "m1"));
        assertEquals(
                List.of(
                        "It is late.\nWhat you know:\n- Likes tea (green)\n- Likes tea (green) (told in March)\n- Likes tea and cake",
                        "- Has an oral exam (tomorrow, Friday 4 December, at nine)"),
                transcriptOf("u1"));
    }

    @Test
    void theTurnInWhichItWasToldGoesToo() {
        String words = "I am in love with Tom from the bakery";
        ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage("said", "u1", words, null, T));
        learn("u1", T, List.of(), new Fact("m1", "Is in love with Tom", "said", true));
        PromptMessage summary = note(MessageStore.SUMMARY_HEAD + "They bake. They are in love with Tom.");
        transcribe(
                "u1",
                summary,
                said("Hello"),
                hers("Hi!"),
                note("It is late."),
                said(words),
                hers("Oh, Tom!"),
                note("It is later."),
                said("Nice weather"),
                hers("Yes."));
        ask(
                MessageStore.SAVE_NOTES,
                new MessageStore.SaveNotes("u1", "They bake bread. Tom is whom they love. It rains."));
        transcribe("u2", said(words), hers("Theirs"));
        ask(MemoryStore.FORGET, new MemoryApi.Forget("u1", "m1"));
        assertEquals(
                List.of(
                        MessageStore.SUMMARY_HEAD + "They bake.",
                        "Hello",
                        "Hi!",
                        "It is later.",
                        "Nice weather",
                        "Yes."),
                transcriptOf("u1"));
        assertEquals(
                "They bake bread. It rains.",
                ask(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript("u1", 99))
                        .notes());
        assertEquals(List.of(words, "Theirs"), transcriptOf("u2"), "nobody else's talk");
    }

    @Test
    void aShortMessageTakesNoOthersAlong() {
        ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage("said", "u1", "tea", null, T));
        learn("u1", T, List.of(), new Fact("m1", "Likes tea", "said", true));
        transcribe("u1", said("Is there tea?"), hers("Yes."), said("tea"), hers("Tea."));
        ask(MemoryStore.FORGET, new MemoryApi.Forget("u1", "m1"));
        assertEquals(List.of("Is there tea?", "Yes."), transcriptOf("u1"));
    }

    private String transcript() {
        return ask(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript("u1", 99))
                .lines()
                .get(0)
                .content();
    }

    private static Fact fact(String id, MemoryKind kind, Holding holds) {
        return new Fact(id, id, null, false, kind, holds, null, null);
    }

    @Test
    void whatIsNotUsedFadesLaterTheMoreItWasUsed() {
        for (String id : List.of("unused", "used", "pinned")) {
            learn("u1", T, List.of(), fact(id, MemoryKind.OTHER, Holding.UNDATED));
        }
        change("u1", "pinned", null, true, null);
        for (int i = 0; i < 3; i++) {
            ask(MemoryStore.MARK_USED, new MemoryStore.MarkUsed(List.of("used"), T));
        }
        assertEquals(3, list().memories().get(1).uses());
        assertEquals(0, fade(Duration.ofDays(10)));
        assertEquals(1, fade(Duration.ofDays(11)));
        assertEquals(List.of("pinned", "used"), ids(list()));
        assertEquals(0, fade(Duration.ofDays(39)));
        assertEquals(1, fade(Duration.ofDays(41)));
    }

    @Test
    void kindsFadeAtTheirOwnPaceAndWhatLastsOrIsUnknownNever() {
        LocalDate day = LocalDate.parse("2026-11-23");
        Holding yearly = new Holding(day, day, null, true);
        learn(
                "u1",
                T,
                List.of(),
                fact("name", MemoryKind.IDENTITY, Holding.UNDATED),
                fact("mother", MemoryKind.FAMILY, Holding.UNDATED),
                fact("allergy", MemoryKind.HEALTH, Holding.UNDATED),
                fact("custom", MemoryKind.OTHER, yearly),
                new Fact("unread", "unread", null, false),
                fact("job", MemoryKind.LIFE, Holding.UNDATED),
                fact("tea", MemoryKind.TASTE, Holding.UNDATED),
                fact("party", MemoryKind.EVENT, Holding.on(day)),
                fact("trip", MemoryKind.EVENT, Holding.on(day.plusDays(30))));
        assertEquals(0, fade(Duration.ofDays(4)));
        assertEquals(1, fade(Duration.ofDays(6)), "a party that is over and never came up");
        assertEquals(1, fade(Duration.ofDays(11)), "a job");
        assertEquals(1, fade(Duration.ofDays(21)), "a taste");
        assertEquals(0, fade(Duration.ofDays(34)), "a trip is to come, and lately was");
        assertEquals(1, fade(Duration.ofDays(36)));
        assertEquals(0, fade(Duration.ofDays(36_500)));
        assertEquals(List.of("unread", "custom", "allergy", "mother", "name"), ids(list()));
    }

    @Test
    void whatIsReplacedIsOverAndStillFound() {
        learn("u1", T, List.of(), fact("m1", MemoryKind.LIFE, Holding.UNDATED));
        Instant told = T.plusSeconds(30);
        Fact now = new Fact("m2", "lives in Rome", null, false, MemoryKind.LIFE, Holding.UNDATED, told, "m1");
        learn("u1", T.plusSeconds(60), List.of(), now);
        MemoryFact before = list().memories().get(1);
        assertEquals(told, before.endedAt());
        assertEquals(told, list().memories().get(0).createdAt());
        assertEquals(List.of("m1"), matching("u1", false, 9, "m1"));
        learn(
                "u1",
                T.plusSeconds(90),
                List.of(),
                new Fact("m3", "again", null, false, null, Holding.UNDATED, null, "m1"));
        assertEquals(told, list().memories().get(2).endedAt(), "since when stays");
    }

    @Test
    void whatIsPinnedOrAnothersIsNeverOverByWhatIsTold() {
        learn("m1", "pinned");
        change("u1", "m1", null, true, null);
        learn("u2", T, List.of(), new Fact("m2", "theirs", null, false));
        learn(
                "u1",
                T,
                List.of(),
                new Fact("a", "a", null, false, null, Holding.UNDATED, null, "m1"),
                new Fact("b", "b", null, false, null, Holding.UNDATED, null, "m2"));
        assertNull(list().memories().get(2).endedAt());
        Found theirs = ask(MemoryStore.LIST, new MemoryStore.ListFacts("u2", 9, 0));
        assertNull(theirs.memories().get(0).endedAt());
    }

    @Test
    void whatNobodyHasLookedAtIsReadOnce() {
        learn("m1", "Has an exam");
        learn("u2", T, List.of(), new Fact("m2", "Likes tea", null, false));
        learn("u1", T, List.of(), fact("m3", MemoryKind.OTHER, Holding.UNDATED));
        assertEquals(List.of("m1", "m2"), ids(ask(MemoryStore.UNREAD, new MemoryStore.FindUnread(9))));
        assertEquals(List.of("m1"), ids(ask(MemoryStore.UNREAD, new MemoryStore.FindUnread(1))));
        Holding day = Holding.on(LocalDate.parse("2026-12-04"));
        ask(
                MemoryStore.SAVE_READINGS,
                new MemoryStore.SaveReadings(List.of(
                        new MemoryStore.Reading("m1", MemoryKind.EVENT, day),
                        new MemoryStore.Reading("m3", MemoryKind.TASTE, day))));
        assertEquals(List.of("m2"), ids(ask(MemoryStore.UNREAD, new MemoryStore.FindUnread(9))));
        MemoryFact exam = list().memories().get(1);
        assertEquals(MemoryKind.EVENT, exam.kind());
        assertEquals(day, exam.holds());
        assertEquals(MemoryKind.OTHER, list().memories().get(0).kind());
    }

    private int fade(Duration later) {
        return ask(MemoryStore.FADE, new MemoryStore.Fade(T.plus(later), Duration.ofDays(10)))
                .memories();
    }

    @Test
    void emptyingLeavesWhatIsPinned() {
        Stream.of("m1", "m2", "m3").forEach(id -> learn(id, id));
        change("u1", "m2", null, true, null);
        assertEquals(2, ask(MemoryStore.CLEAR, new MemoryStore.Clear("u1")).memories());
        assertEquals(List.of("m2"), ids(list()));
    }

    @Test
    void theLatestAreThoseOfTheMessagesBefore() {
        for (String id : List.of("a", "b", "c")) {
            ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(id, "u1", id, null, T));
            learn("u1", T, List.of(), new Fact("of " + id, id, id, false));
        }
        assertEquals(List.of("of b"), ids(ask(MemoryStore.LATEST, new MemoryStore.FindLatest("u1", "c", 1))));
    }

    @Test
    void aVectorIsOfOneContentAndOneModel() {
        learn("m1", "cat");
        learn("m2", "dog");
        long one = place("m1");
        long two = place("m2");
        Vector first = new Vector(one, "AAAAAAAAAAA=", "AAAAAA==");
        ask(
                VectorStore.SAVE,
                new VectorStore.SaveVectors("model", List.of(first, new Vector(two, "x", "x")), List.of("cat", "old")));
        assertEquals(List.of("m2"), ids(ask(VectorStore.MISSING, new VectorStore.FindWithoutVector("model", 9))));
        assertEquals(
                List.of(new Code(one, "AAAAAAAAAAA=")),
                ask(VectorStore.CODES, new VectorStore.LoadCodes("u1", "model")).codes());

        Vector second = new Vector(one, "other", "AAAAAA==");
        ask(VectorStore.SAVE, new VectorStore.SaveVectors("newer", List.of(second), List.of("cat")));
        assertEquals(List.of(), vectors("u1", "model"));
        assertEquals(List.of(second), vectors("u1", "newer"));
        assertEquals(List.of(), vectors("u2", "newer"));

        ask(VectorStore.DROP_OTHER_SIZES, new VectorStore.DropOtherSizes("newer", 1));
        assertEquals(List.of(second), vectors("u1", "newer"));
        ask(VectorStore.DROP_OTHER_SIZES, new VectorStore.DropOtherSizes("newer", 2));
        assertEquals(List.of(), vectors("u1", "newer"));
    }

    private long place(String memoryId) {
        return ask(MemoryStore.LIST, new MemoryStore.ListFacts("u1", 100, 0)).memories().stream()
                .filter(fact -> fact.memoryId().equals(memoryId))
                .findFirst()
                .orElseThrow()
                .place();
    }

    private List<Vector> vectors(String user, String model) {
        return ask(VectorStore.LOAD, new VectorStore.LoadVectors(user, model, List.of(place("m1"), place("m2"))))
                .vectors();
    }
}
