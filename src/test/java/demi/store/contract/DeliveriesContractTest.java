package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import demi.api.store.DeliveryStore;
import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Kind;
import demi.api.store.MessageStore;
import demi.api.value.EmotionLevels;
import demi.bus.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is met on a network, and what is owed to them there. */
class DeliveriesContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

    @BeforeEach
    void addUsers() {
        addUser("u1", T);
    }

    private IdentityStore.Identity meet(String id) {
        return ask(IdentityStore.RESOLVE, new IdentityStore.ResolveIdentity("net", Kind.PERSON, id, "name", T));
    }

    private void link(String id, @Nullable String user) {
        ask(IdentityStore.LINK, new IdentityStore.LinkIdentity("net", id, user));
    }

    @Test
    void somebodyIsMetOnceAndIsTheirAccountWhileTheyAreLinked() {
        IdentityStore.Identity first = meet("7");
        assertEquals(first, meet("7"));
        assertFalse(first.linked());
        link("7", "u1");
        assertEquals(new IdentityStore.Identity("u1", true, true), meet("7"));
        meet("8");
        link("8", "u1");
        assertEquals(first, meet("7"));
        link("8", null);
        assertFalse(meet("8").linked());
        assertThrows(Failure.class, () -> link("9", "u1"));
        assertThrows(Failure.class, () -> link("7", "nobody"));
    }

    @Test
    void anAnswerIsOwedUntilItIsPosted() {
        String user = meet("7").userId();
        String clientId = "net:1:7:2";
        ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage("m1", user, "text", clientId, T));
        assertEquals(
                List.of(new DeliveryStore.UnansweredMessage(user, "m1", clientId, false)),
                ask(DeliveryStore.UNANSWERED, new DeliveryStore.FindUnanswered("net"))
                        .messages());
        DeliveryStore.SaidSince said = ask(DeliveryStore.SAID, new DeliveryStore.FindSaid("net", T));
        assertEquals(new DeliveryStore.SaidSince(true, List.of(clientId), List.of("7")), said);

        ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        "r1",
                        user,
                        "text",
                        EmotionLevels.neutral(),
                        false,
                        "m1",
                        MessageStore.FollowUpKinds.NONE,
                        MessageStore.TranscriptChange.NONE,
                        T));
        assertEquals(List.of("r1"), owed());
        ask(DeliveryStore.MARK_POSTED, new DeliveryStore.MarkPosted("r1"));
        assertEquals(List.of(), owed());
    }

    private List<String> owed() {
        return ask(DeliveryStore.UNDELIVERED, new DeliveryStore.FindUndelivered("net", T)).replies().stream()
                .map(debt -> debt.reply().messageId())
                .toList();
    }
}
