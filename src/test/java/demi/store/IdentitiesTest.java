package demi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.AccountStore;
import demi.api.store.DeliveryStore;
import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Identity;
import demi.api.store.IdentityStore.Kind;
import demi.api.store.MessageStore;
import demi.api.value.Message;
import demi.api.value.NetworkMessageId;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.store.sqlite.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitiesTest {

    private static final Instant T = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("demi.sqlite");
    }

    private static Identity resolve(StoreFixture store, String network, Kind kind, String id) {
        return store.ask(IdentityStore.RESOLVE, new IdentityStore.ResolveIdentity(network, kind, id, "Ann", T));
    }

    private static void link(StoreFixture store, String network, String id, @Nullable String userId) {
        store.ask(IdentityStore.LINK, new IdentityStore.LinkIdentity(network, id, userId));
    }

    private static void addAccount(StoreFixture store, String userId) {
        store.ask(
                AccountStore.ADD_USER,
                new AccountStore.AddUser(userId, userId + "@x.org", userId, new Secret("$2b$x"), T, false));
    }

    private static void say(StoreFixture store, String id, String userId, String clientId) {
        store.ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(id, userId, "hello", clientId, T));
    }

    private static List<String> unanswered(StoreFixture store, String network) {
        return store.ask(DeliveryStore.UNANSWERED, new DeliveryStore.FindUnanswered(network)).messages().stream()
                .map(DeliveryStore.UnansweredMessage::messageId)
                .toList();
    }

    @Test
    void whoIsWhoIsAMatterOfTheNetwork() {
        try (StoreFixture store = new StoreFixture(file())) {
            Identity discord = resolve(store, "discord", Kind.PERSON, "7");
            Identity telegram = resolve(store, "telegram", Kind.PERSON, "7");
            assertNotEquals(discord.userId(), telegram.userId());
            assertNotEquals(
                    telegram.userId(),
                    resolve(store, "telegram", Kind.GROUP, "7").userId());
            assertEquals(discord, resolve(store, "discord", Kind.PERSON, "7"));
            addAccount(store, "ann");
            link(store, "discord", "7", "ann");
            link(store, "telegram", "7", "ann");
            assertEquals(new Identity("ann", true, true), resolve(store, "discord", Kind.PERSON, "7"));
            assertEquals(new Identity("ann", true, true), resolve(store, "telegram", Kind.PERSON, "7"));
            resolve(store, "telegram", Kind.PERSON, "8");
            link(store, "telegram", "8", "ann");
            assertEquals(telegram, resolve(store, "telegram", Kind.PERSON, "7"), "one of each network");
            link(store, "discord", "7", null);
            assertEquals(discord, resolve(store, "discord", Kind.PERSON, "7"));
            Failure nobody = assertThrows(Failure.class, () -> link(store, "matrix", "7", "ann"));
            assertEquals(Failure.Code.NOT_FOUND, nobody.code());
        }
    }

    private static void move(StoreFixture store, String from, String to) {
        store.ask(IdentityStore.MOVE_GROUP, new IdentityStore.MoveGroup("telegram", from, to));
    }

    @Test
    void aGroupKeepsItsConversationWhenItsIdChanges() {
        try (StoreFixture store = new StoreFixture(file())) {
            Identity group = resolve(store, "telegram", Kind.GROUP, "-5");
            Identity person = resolve(store, "telegram", Kind.PERSON, "-5");
            move(store, "-5", "-1005");
            move(store, "-5", "-1005");
            move(store, "-7", "-1007");
            assertEquals(group, resolve(store, "telegram", Kind.GROUP, "-1005"));
            assertEquals(person, resolve(store, "telegram", Kind.PERSON, "-5"));
            Identity other = resolve(store, "telegram", Kind.GROUP, "-5");
            assertNotEquals(group, other);
            move(store, "-5", "-1005");
            assertEquals(group, resolve(store, "telegram", Kind.GROUP, "-1005"), "what is there stays");
            assertEquals(other, resolve(store, "telegram", Kind.GROUP, "-5"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "telegram, -100_5, 4%2",
        "matrix, !a:server, @ann_%:server",
        "discord, 5, 7",
    })
    void anyIdLeadsBackToItsMessageAndToNoOther(String network, String channel, String person) {
        try (StoreFixture store = new StoreFixture(file())) {
            String ann = resolve(store, network, Kind.PERSON, person).userId();
            String group = resolve(store, network, Kind.GROUP, channel).userId();
            String other = resolve(store, network, Kind.PERSON, "other").userId();
            String direct = new NetworkMessageId(network, "any:channel", person, "$1:s").clientId();
            String shared = new NetworkMessageId(network, channel, null, "$2").clientId();
            say(store, "m1", ann, direct);
            say(store, "m2", group, shared);
            say(store, "m3", other, direct);
            say(store, "m4", ann, shared);
            say(store, "m5", ann, "phone-1");
            say(store, "m6", ann, new NetworkMessageId("x" + network, "c", person, "1").clientId());
            assertEquals(List.of("m1", "m2"), unanswered(store, network));
            assertEquals(List.of(), unanswered(store, "elsewhere"));
            DeliveryStore.SaidSince said = store.ask(DeliveryStore.SAID, new DeliveryStore.FindSaid(network, T));
            assertTrue(said.ever());
            assertEquals(4, said.clientIds().size());
            assertEquals(2, said.people().size());
            assertFalse(store.ask(DeliveryStore.SAID, new DeliveryStore.FindSaid("elsewhere", T))
                    .ever());
        }
    }

    /** What the version before has kept of Discord goes on, under the same people. */
    @Test
    void whatWasKeptOfDiscordComesAlong() throws Exception {
        Files.createFile(file());
        Flyway.configure()
                .configuration(Migrations.flyway(file()).getConfiguration())
                .target("12")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String[] user : List.of(
                    new String[] {"ann", "ann@x.org", "local"},
                    new String[] {"p7", "discord:7", "discord"},
                    new String[] {"p8", "discord:8", "discord"},
                    new String[] {"c5", "discord-channel:5", "discord_channel"})) {
                statement.execute("INSERT INTO users (user_id, email, username, password_hash, created_at, is_active,"
                        + " failed_login_attempts, origin) VALUES ('%s', '%s', 'x', '', '%s', 1, 0, '%s')"
                                .formatted(user[0], user[1], "2026-01-01T00:00:00.000000+00:00", user[2]));
            }
            statement.execute("INSERT INTO discord_people VALUES ('person', '7', 'p7', 'ann', 'Ann', '2026'),"
                    + " ('person', '8', 'p8', NULL, 'Bob', '2026'), ('channel', '5', 'c5', NULL, '#general', '2026')");
            statement.execute("INSERT INTO android_messages (message_id, conversation_id, user_id, sender, content,"
                    + " status, created_at, client_id, turn, pictures, seq) VALUES"
                    + " ('m1', 'ann', 'ann', 'user', 'hi', 'sent', '2026-01-01T00:00:00.000000+00:00',"
                    + " 'discord:55:7:1', 'open', 'https://a/1' || char(10) || 'https://a/2', 1),"
                    + " ('m2', 'c5', 'c5', 'user', 'hi', 'sent', '2026-01-01T00:00:00.000000+00:00',"
                    + " 'discord:5::2', 'open', NULL, 2)");
        }
        try (StoreFixture store = new StoreFixture(file())) {
            assertEquals(new Identity("ann", true, true), resolve(store, "discord", Kind.PERSON, "7"));
            assertEquals(new Identity("p8", false, true), resolve(store, "discord", Kind.PERSON, "8"));
            assertEquals(new Identity("c5", false, true), resolve(store, "discord", Kind.GROUP, "5"));
            assertEquals(List.of("m1", "m2"), unanswered(store, "discord"));
            List<Message> messages = store.ask(MessageStore.HISTORY, new MessageStore.GetHistory("ann", 9, 0, null))
                    .messages();
            assertEquals(
                    List.of("discord:https://a/1", "discord:https://a/2"),
                    messages.get(0).pictures());
        }
    }
}
