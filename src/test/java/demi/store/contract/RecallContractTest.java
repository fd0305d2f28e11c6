package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi;
import demi.api.store.AccountStore;
import demi.api.store.MemoryStore;
import demi.api.store.MessageStore;
import demi.api.store.RecallStore;
import demi.api.store.RecallStore.Candidates;
import demi.api.store.RecallStore.Line;
import demi.api.store.RecallStore.Word;
import demi.api.store.VectorStore;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was said can be found, by whom it belongs to, and is gone when it is to be. */
class RecallContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00.123456Z");

    @BeforeEach
    void addUsers() {
        addUser("u1", T);
        addUser("u2", T);
        addUser("group", T);
    }

    private void said(String id, String user, String content) {
        ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(id, user, content, null, T));
    }

    private void saidInGroup(String id, String speaker, String content) {
        ask(
                MessageStore.ADD_MESSAGE,
                new MessageStore.AddMessage(
                        id,
                        "group",
                        content,
                        null,
                        T,
                        new Message.Speaker(speaker, "Name of " + speaker, ""),
                        List.of(),
                        ""));
    }

    private void answered(String id, String user, String content, boolean holding) {
        ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        holding ? "held-" + id : Message.replyId(id),
                        user,
                        content,
                        EmotionLevels.neutral(),
                        holding,
                        holding ? null : id,
                        MessageStore.FollowUpKinds.NONE,
                        MessageStore.TranscriptChange.NONE,
                        T));
    }

    private int index() {
        return ask(RecallStore.INDEX, new RecallStore.Index(100)).rows();
    }

    private Candidates find(String user, String conversation, String before, int window, String... forms) {
        return ask(
                RecallStore.CANDIDATES,
                new RecallStore.FindCandidates(
                        user,
                        conversation,
                        Stream.of(forms).map(form -> new Word(List.of(form))).toList(),
                        false,
                        before,
                        window,
                        List.of(),
                        List.of()));
    }

    private List<String> found(String user, String conversation, String... forms) {
        return find(user, conversation, "", 0, forms).lines().stream()
                .filter(line -> line.words() != 0)
                .map(Line::content)
                .toList();
    }

    @Test
    void whatWasSaidIsFoundWithWhatStandsAroundItInItsOwnConversationOnly() {
        said("a", "u1", "What shall I cook?");
        said("x", "u2", "My zebra likes lasagne");
        answered("a", "u1", "Perhaps lasagne", false);
        said("b", "u1", "A good idea");
        assertEquals(4, index());
        assertEquals(0, index());
        List<Line> lines = find("u1", "u1", "", 0, "lasagne").lines();
        assertEquals(
                List.of("What shall I cook?", "Perhaps lasagne", "A good idea"),
                lines.stream()
                        .sorted((one, other) -> Long.compare(one.seq(), other.seq()))
                        .map(Line::content)
                        .toList());
        Line hit = lines.stream().filter(line -> line.words() == 1).findFirst().orElseThrow();
        assertEquals("Perhaps lasagne", hit.content());
        assertEquals(Message.Sender.DEMI, hit.sender());
        assertEquals("What shall I cook?", content(lines, hit.previous()));
        assertEquals("A good idea", content(lines, hit.next()));
        assertEquals(List.of(), found("u1", "u1", "zebra"));
        assertEquals(List.of("My zebra likes lasagne"), found("u2", "u2", "lasagne"));
    }

    private static String content(List<Line> lines, long seq) {
        return lines.stream()
                .filter(line -> line.seq() == seq)
                .findFirst()
                .orElseThrow()
                .content();
    }

    @Test
    void whatTheWindowHoldsIsLeftOut() {
        for (String id : List.of("a", "b", "c", "d")) {
            said(id, "u1", "Zebra number " + id);
        }
        index();
        assertEquals(List.of("a", "b", "c"), numbers(find("u1", "u1", "d", 0, "zebra")), "all before it");
        assertEquals(List.of("a"), numbers(find("u1", "u1", "d", 2, "zebra")), "two of them are in the window");
        assertEquals(List.of(), numbers(find("u1", "u1", "d", 9, "zebra")), "the window holds everything");
    }

    private static List<String> numbers(Candidates found) {
        return found.lines().stream()
                .map(line -> line.content().substring("Zebra number ".length()))
                .sorted()
                .toList();
    }

    @Test
    void rareWordsTellMoreAndOnesThatNobodyHasAreMissed() {
        said("a", "u1", "The zebra sleeps");
        said("b", "u1", "The zebra eats quince");
        index();
        List<Double> weights =
                find("u1", "u1", "", 0, "zebra", "quince", "unicorn").lineWords();
        assertTrue(weights.get(0) < weights.get(1), "two have it, one has it");
        assertEquals(weights.get(1), weights.get(2));
    }

    @Test
    void endingsTheInsideOfWordsAndScriptsWithoutSpacesAreFound() {
        said("a", "u1", "Oma backt Apfelkuchen");
        said("b", "u1", "私の猫はたまといいます");
        said("c", "u1", "Größe");
        index();
        assertEquals(List.of("Oma backt Apfelkuchen"), found("u1", "u1", "+kuche*"));
        assertEquals(List.of("Oma backt Apfelkuchen"), found("u1", "u1", "apfel*"));
        assertEquals(List.of(), found("u1", "u1", "kuchen"));
        assertEquals(List.of("私の猫はたまといいます"), found("u1", "u1", "猫"));
        assertEquals(List.of(), found("u1", "u1", "犬"));
        assertEquals(List.of("Größe"), found("u1", "u1", "größe"));
    }

    @Test
    void aLineThatOnlyStoodInIsNeverRecalled() {
        said("a", "u1", "Are you there?");
        answered("a", "u1", "I cannot think of zebras now", true);
        index();
        assertEquals(List.of(), found("u1", "u1", "zebras"));
        assertEquals(1, find("u1", "u1", "", 0, "are", "there").lines().size(), "nor as a neighbour");
    }

    @Test
    void whatIsForgottenIsGoneWithTheAnswerToIt() throws SQLException {
        said("a", "u1", "I am afraid of the zebra");
        answered("a", "u1", "Of every zebra?", false);
        said("b", "u1", "A zebra crossing");
        index();
        meaning(1);
        assertEquals(2, forget("u1", "u1", List.of("a")));
        assertEquals(List.of("A zebra crossing"), found("u1", "u1", "zebra"));
        assertEquals(1, find("u1", "u1", "", 0, "crossing").lines().size(), "nor as a neighbour");
        assertEquals(0, count("message_code"));
        assertEquals(0, forget("u1", "u1", List.of("a")), "once");
        assertEquals(0, index(), "and it does not come back");
        assertEquals(1, forget("u1", "u1", null));
        assertEquals(List.of(), found("u1", "u1", "zebra"));
    }

    /** Common words are looked for another way than rare ones, and so are rare ones with other forms. */
    @Test
    void howCommonAWordIsChangesNothingOfWhoseItIs() {
        said("mine", "u1", "My zebra sleeps in the garden");
        said("theirs", "u2", "A quince in the garden");
        for (int i = 0; i < 520; i++) {
            said("other-" + i, "u2", "The zebra again");
        }
        int indexed;
        do {
            indexed = index();
        } while (indexed == 100);
        assertEquals(List.of("My zebra sleeps in the garden"), found("u1", "u1", "zebra"), "common");
        assertEquals(List.of("My zebra sleeps in the garden"), found("u1", "u1", "garden"), "rare");
        assertEquals(List.of(), found("u1", "u1", "quince"), "somebody else's");
        assertEquals(List.of("My zebra sleeps in the garden"), inForms("gardens", "gard*"));
        assertEquals(List.of(), inForms("quinces", "quin*"));
    }

    private List<String> inForms(String... forms) {
        return ask(
                        RecallStore.CANDIDATES,
                        new RecallStore.FindCandidates(
                                "u1", "u1", List.of(new Word(List.of(forms))), false, "", 0, List.of(), List.of()))
                .lines()
                .stream()
                .filter(line -> line.words() != 0)
                .map(Line::content)
                .toList();
    }

    @Test
    void whatIsForgottenIsNotInTheLogOfFeelingsEither() throws SQLException {
        for (String id : List.of("a", "b")) {
            said(id, "u1", "Of the zebra " + id);
            engine.update(
                    folder,
                    "INSERT INTO interaction_log (timestamp, interaction_type, user_message, message_id)"
                            + " VALUES ('2026-11-23T10:00:00Z', 'message', 'Of the zebra " + id + "', '" + id + "')");
        }
        forget("u1", "u1", List.of("a"));
        assertEquals(0, count("interaction_log WHERE message_id = 'a' AND user_message IS NOT NULL"));
        assertEquals(1, count("interaction_log WHERE message_id = 'b' AND user_message IS NOT NULL"));
    }

    /** A start looks through the file: an index that has not everything yet is no damage. */
    @Test
    void anIndexThatIsNotCompleteIsSound() {
        said("a", "u1", "A zebra");
        said("b", "u1", "My zebra");
        index();
        forget("u1", "u1", List.of("a"));
        said("c", "u1", "The zebra");
        reopen();
        assertEquals(List.of("My zebra"), found("u1", "u1", "zebra"));
        assertEquals(1, index());
        assertEquals(
                List.of("The zebra", "My zebra"),
                found("u1", "u1", "zebra").stream()
                        .sorted(Comparator.reverseOrder())
                        .toList());
    }

    private int forget(String user, String conversation, @Nullable List<String> ids) {
        return ask(RecallStore.FORGET, new RecallStore.Forget(user, conversation, ids))
                .messages();
    }

    private void meaning(long seq) {
        ask(
                VectorStore.SAVE_MESSAGES,
                new VectorStore.SaveMessageCodes("model", List.of(new VectorStore.Code(seq, "AAAAAAAAAAA="))));
    }

    @Test
    void inAGroupNobodyLetsOthersWordsBeForgotten() {
        saidInGroup("a", "u1", "My zebra is ill");
        answered("a", "group", "Poor zebra", false);
        saidInGroup("b", "u2", "I have a zebra, too");
        answered("b", "group", "Another zebra", false);
        index();
        assertEquals(2, forget("u2", "group", List.of("a", Message.replyId("a"), "b")));
        assertEquals(List.of("My zebra is ill", "Poor zebra"), found("u2", "group", "zebra"));
        assertEquals(
                0,
                ask(RecallStore.FORGET_LATEST, new RecallStore.ForgetLatest("u1", "group", "nothing"))
                        .messages());
        saidInGroup("c", "u2", "Hm");
        saidInGroup("d", "u2", "forget that");
        assertEquals(
                1,
                ask(RecallStore.FORGET_LATEST, new RecallStore.ForgetLatest("u2", "group", "d"))
                        .messages());
        assertEquals(2, forget("u1", "group", List.of(Message.replyId("a"))), "by her answer to it");
        assertEquals(List.of(), found("u1", "group", "zebra"));
    }

    @Test
    void whatIsRewordedIsLookedAtAnewAndWhoeverIsRemovedLeavesNothing() throws SQLException {
        said("a", "u1", "A zebra");
        index();
        meaning(1);
        engine.update(folder, "UPDATE android_messages SET content = 'A giraffe' WHERE message_id = 'a'");
        assertEquals(List.of(), found("u1", "u1", "zebra"));
        assertEquals(0, count("message_code"));
        assertEquals(1, index());
        assertEquals(List.of("A giraffe"), found("u1", "u1", "giraffe"));
        ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("u1@x.org"));
        assertEquals(List.of(), found("u1", "u1", "giraffe"));
    }

    @Test
    void aFactThatItsPersonDeletesTakesItsMessageAlong() {
        said("a", "u1", "My zebra is called Zoe");
        index();
        ask(
                MemoryStore.SAVE_FACTS,
                new MemoryStore.SaveFacts(
                        "u1", List.of(new MemoryStore.Fact("m", "Has a zebra called Zoe", "a", true)), List.of(), T));
        assertEquals(1, find("u1", "u1", "", 0, "zebra").facts().size());
        assertTrue(ask(MemoryStore.FORGET, new MemoryApi.Forget("u1", "m")).found());
        assertEquals(List.of(), found("u1", "u1", "zebra"));
    }

    @Test
    void messagesWithoutACodeAreListedNewestFirstWithinTheirRange() {
        for (int i = 1; i <= 5; i++) {
            said("m" + i, "u1", "Zebra " + i);
        }
        assertEquals(List.of(), missing(Long.MAX_VALUE, 0, 9).messages(), "not before they are in the index");
        index();
        meaning(4);
        VectorStore.MessagesWithoutCode some = missing(Long.MAX_VALUE, 0, 2);
        assertEquals(List.of(5L, 3L), seqs(some));
        assertEquals(5, some.newest());
        assertEquals(3, some.lookedDownTo());
        VectorStore.MessagesWithoutCode rest = missing(some.lookedDownTo(), 0, 9);
        assertEquals(List.of(2L, 1L), seqs(rest));
        assertEquals(0, rest.lookedDownTo());
        assertEquals(List.of(5L), seqs(missing(Long.MAX_VALUE, 3, 9)));
        assertEquals(
                List.of(new VectorStore.Code(4, "AAAAAAAAAAA=")),
                ask(VectorStore.MESSAGE_CODES, new VectorStore.LoadMessageCodes("u1", "model", 0, 9))
                        .codes());
    }

    private VectorStore.MessagesWithoutCode missing(long below, long above, int limit) {
        return ask(VectorStore.MESSAGES_MISSING, new VectorStore.FindMessagesWithoutCode("model", below, above, limit));
    }

    private static List<Long> seqs(VectorStore.MessagesWithoutCode found) {
        return found.messages().stream().map(VectorStore.MessageText::seq).toList();
    }
}
