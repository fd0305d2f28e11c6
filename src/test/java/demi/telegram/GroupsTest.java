package demi.telegram;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Identity;
import demi.api.store.IdentityStore.Kind;
import demi.bus.Bus;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several people and her. */
class GroupsTest extends TelegramFixture {

    @SuppressWarnings("NullAway.Init") // made before each test
    private JsonObject friends;

    @SuppressWarnings("NullAway.Init") // made before each test
    private JsonObject bob;

    @BeforeEach
    void meet() {
        friends = telegram.group("Friends", "supergroup");
        bob = telegram.person("Bob");
        burstPause = "0s";
    }

    @Test
    void sheAnswersWhereSheIsMeantAndNowhereElse() throws Exception {
        open();
        say(bob, friends, "Who has a dog?");
        say(bob, friends, "@Bob_bot fetch");
        say(bob, friends, "/mood@Bob_bot");
        say(bob, friends, "/mood");
        JsonObject asked = say(ann, friends, "@demi_bot do you?");
        texts(friends, 1);
        assertEquals(
                "Bob: Who has a dog?\nBob: @Bob_bot fetch\nBob: /mood@Bob_bot\nBob: /mood\nAnn: do you?",
                asked().get(0));
        assertEquals(
                asked.getLong("message_id"),
                sent(friends).get(0).getJsonObject("reply_parameters").getLong("message_id"));
        JsonObject hers = new JsonObject()
                .put("message_id", 99)
                .put("from", telegram.me())
                .put("chat", friends)
                .put("date", 1_700_000_001)
                .put("text", REPLY);
        telegram.deliver(message(bob, friends, "and me?").put("reply_to_message", hers));
        texts(friends, 2);
        assertTrue(asked().get(1).endsWith("Bob: and me?"), asked().get(1));
        telegram.deliver(
                message(bob, friends, "what Ann said").put("reply_to_message", new JsonObject(asked.encode())));
        say(bob, friends, "/status@Demi_bot");
        assertTrue(
                texts(friends, 3).get(2).startsWith("I can"), texts(friends, 3).get(2));
        assertEquals(2, asked().size());
    }

    @Test
    void aTopicIsAConversationOfItsOwn() throws Exception {
        long dogs = telegram.topic(friends);
        open("groups: {allowed: [" + friends.getLong("id") + "]}");
        telegram.deliver(message(ann, friends, "@Demi_bot hello")
                .put("message_thread_id", dogs)
                .put("is_topic_message", true));
        texts(friends, 1);
        assertEquals(dogs, sent(friends).get(0).getLong("message_thread_id"));
        say(ann, friends, "@Demi_bot and here?");
        texts(friends, 2);
        assertEquals(null, sent(friends).get(1).getLong("message_thread_id"));
        assertEquals(List.of("Ann: hello", "Ann: and here?"), asked());
        assertEquals(length(0), length(1));
        JsonObject elsewhere = telegram.group("Elsewhere", "supergroup");
        say(ann, elsewhere, "@Demi_bot hello");
        direct(ann, "hello");
        texts(ann, 1);
        assertEquals(List.of(), sent(elsewhere));
    }

    @Test
    void inSomeGroupsNobodyHasToNameHer() throws Exception {
        open("answered_groups: [" + friends.getLong("id") + "]", "users: {blocked: [" + bob.getLong("id") + "]}");
        say(bob, friends, "@Demi_bot not you");
        say(ann, friends, "anybody here?");
        texts(friends, 1);
        assertEquals(List.of("Ann: anybody here?"), asked());
    }

    @Test
    void whoWritesAsTheGroupIsTheGroup() throws Exception {
        open();
        JsonObject substitute = new JsonObject()
                .put("id", 1_087_968_824L)
                .put("is_bot", true)
                .put("first_name", "Group")
                .put("username", "GroupAnonymousBot");
        telegram.deliver(message(substitute, friends, "@Demi_bot rules?").put("sender_chat", friends));
        texts(friends, 1);
        assertEquals(List.of("Friends: rules?"), asked());
    }

    private static Identity meet(Bus bus, JsonObject group) throws Exception {
        return get(bus.request(
                IdentityStore.RESOLVE,
                new IdentityStore.ResolveIdentity(
                        "telegram", Kind.GROUP, String.valueOf(group.getLong("id")), "Small", Instant.now())));
    }

    @Test
    void aGroupThatBecomesASupergroupKeepsItsConversation() throws Exception {
        Bus bus = open();
        JsonObject small = telegram.group("Small", "group");
        say(ann, small, "@Demi_bot hello");
        texts(small, 1);
        Identity before = meet(bus, small);
        JsonObject large = telegram.group("Small", "supergroup");
        telegram.migrate(small, large);
        telegram.deliver(telegram.message(ann, small).put("migrate_to_chat_id", large.getLong("id")));
        say(ann, large, "@Demi_bot and now?");
        texts(large, 1);
        assertEquals(before, meet(bus, large));
        assertEquals(length(0) + 2, length(1));
        await().until(() -> telegram.unconfirmed() == 0);
    }
}
