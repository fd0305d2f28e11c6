package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AttachmentsApi;
import demi.api.AttachmentsApi.FetchPictures;
import demi.api.store.AccountStore;
import demi.api.store.AccountStore.Outcome;
import demi.api.store.MessageChangeStore;
import demi.api.store.MessageStore;
import demi.api.store.PictureStore;
import demi.api.store.PictureStore.AddPicture;
import demi.api.store.PictureStore.FindPicture;
import demi.api.store.PictureStore.FoundPicture;
import demi.api.store.PictureStore.Picture;
import demi.api.value.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PicturesContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

    @BeforeEach
    void addUsers() {
        addUser("u1", T);
        addUser("u2", T);
    }

    private boolean add(String user, String id, Instant at, int unused) {
        Outcome outcome =
                ask(PictureStore.ADD, new AddPicture(user, new Picture(id, "image/png", "AA" + id), at, unused));
        return outcome.done();
    }

    private @Nullable Picture find(String user, String id) {
        FoundPicture found = ask(PictureStore.FIND, new FindPicture(user, id));
        return found.picture();
    }

    private @Nullable String content(String user, String id) {
        Picture picture = find(user, id);
        return picture == null ? null : picture.content();
    }

    private void say(String message, String picture) {
        Message.Speaker ann = new Message.Speaker("u1", "Ann", "");
        ask(
                MessageStore.ADD_MESSAGE,
                new MessageStore.AddMessage(message, "u1", "look", null, T, ann, List.of("own:u1/" + picture), ""));
    }

    @Test
    void aPictureIsItsPersonsAndStays() {
        assertTrue(add("u1", "p1", T, 20));
        reopen();
        assertEquals(new Picture("p1", "image/png", "AAp1"), find("u1", "p1"));
        assertNull(find("u2", "p1"));
        assertNull(find("u1", "p2"));
        AttachmentsApi.Pictures fetched = ask(
                AttachmentsApi.fetch(PictureStore.NETWORK),
                new FetchPictures(List.of("u1/p1", "u2/p1", "nonsense", "u1/none")));
        assertEquals(List.of("AAp1"), fetched.images());
    }

    @Test
    void soManyWithoutAMessageAndNoMoreAndThoseOfLongAgoGo() {
        assertTrue(add("u1", "p1", T, 2));
        assertTrue(add("u1", "p2", T, 2));
        assertFalse(add("u1", "p3", T, 2));
        assertTrue(add("u2", "q1", T, 2));
        say("m1", "p1");
        assertTrue(add("u1", "p3", T, 2));
        Instant later = T.plus(Duration.ofHours(25));
        assertTrue(add("u1", "p4", later, 2));
        assertNull(find("u1", "p2"));
        assertEquals("AAp1", content("u1", "p1"), "a message has it");
        assertEquals("AAq1", content("u2", "q1"), "somebody else's is theirs to let go");
    }

    @Test
    void aPictureGoesWithItsMessageAndItsPerson() {
        add("u1", "p1", T, 20);
        add("u1", "p2", T, 20);
        say("m1", "p1");
        ask(MessageChangeStore.REMOVE, new MessageChangeStore.RemoveMessage("u1", "m1"));
        assertNull(find("u1", "p1"));
        assertEquals("AAp2", content("u1", "p2"));
        ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("u1@x.org"));
        assertNull(find("u1", "p2"));
    }
}
