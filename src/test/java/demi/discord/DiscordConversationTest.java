package demi.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.ChatApi;
import demi.api.store.AccountStore;
import demi.api.store.DeliveryStore;
import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Kind;
import demi.api.store.MemoryStore;
import demi.api.value.MemoryFact;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.app.RunningApplication;
import demi.bus.Bus;
import demi.network.inbound.AccountLinking;
import demi.network.inbound.ChatCommands;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On Discord she is who she is everywhere: one conversation a person, one mood, and nobody's secrets told to others. */
@Tag("slow")
class DiscordConversationTest extends DiscordFixture {

    private static final String EMAIL = "ann@example.org";

    private String account(Bus bus) throws Exception {
        get(bus.request(
                AccountsApi.MANAGE,
                new AccountsApi.ManageAccount(
                        AccountsApi.Action.ADD, EMAIL, "Ann", new Secret("correct horse battery"))));
        return Objects.requireNonNull(get(bus.request(AccountStore.FIND_USER, new AccountStore.FindUser(EMAIL)))
                        .user())
                .userId();
    }

    private static String code(Bus bus, String userId) throws Exception {
        return Objects.requireNonNull(
                        get(bus.request(AccountsApi.CREATE_LINK_CODE, new AccountsApi.CreateLinkCode(userId)))
                                .code())
                .value();
    }

    private String linked(Bus bus) throws Exception {
        String userId = account(bus);
        discord.direct(ann, "link " + code(bus, userId));
        assertEquals(
                AccountLinking.DONE, posted(discord.directOf(ann), 1).get(0).text());
        return userId;
    }

    private List<Message> spoken(String userId) {
        return events.stream()
                .filter(event -> event.userId().equals(userId))
                .filter(ChatApi.MessageAdded.class::isInstance)
                .map(event -> ((ChatApi.MessageAdded) event).message())
                .toList();
    }

    private static IdentityStore.Identity meet(Bus bus, Kind kind, String id, String name) throws Exception {
        return get(bus.request(
                IdentityStore.RESOLVE, new IdentityStore.ResolveIdentity("discord", kind, id, name, Instant.now())));
    }

    @Test
    void aLinkedAccountIsOneConversationAnsweredOnceWhereItWasAsked() throws Exception {
        Bus bus = open().bus();
        String userId = linked(bus);
        discord.direct(ann, "from Discord");
        posted(discord.directOf(ann), 2);
        assertEquals(
                List.of("from Discord", REPLY),
                spoken(userId).stream().map(Message::content).toList());
        get(bus.request(ChatApi.SAY, new ChatApi.Say(userId, "from the phone", null, Instant.now())));
        await().until(() -> spoken(userId).size() == 4);
        discord.direct(ann, "and Discord again");
        posted(discord.directOf(ann), 3);
        assertEquals(3, discord.posted().size());
        assertEquals(List.of("from Discord", "from the phone", "and Discord again"), asked());
    }

    @Test
    void nobodyOnDiscordWaitsForWhatWasStoppedOrIsWrittenOnThePhone() throws Exception {
        Bus bus = open().bus();
        String userId = linked(bus);
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        discord.direct(ann, "think!");
        get(ollama.awaitOpen(1));
        await().until(() -> discord.typing().size() == 1);
        discord.command(discord.directOf(ann), ann, "stop", new JsonArray());
        await().until(() -> events.stream().anyMatch(ChatApi.Unanswered.class::isInstance));
        ollama.play(Script.saying(REPLY));
        get(bus.request(ChatApi.SAY, new ChatApi.Say(userId, "from the phone", null, Instant.now())));
        await().until(() -> spoken(userId).size() == 3);
        discord.direct(ann, "and Discord again");
        posted(discord.directOf(ann), 2);
        assertEquals(2, discord.posted().size());
        assertEquals(2, discord.typing().size());
    }

    @Test
    void aCodeIsGoodOnceAndWrongOnesAreCounted() throws Exception {
        Bus bus = open().bus();
        String userId = account(bus);
        String code = code(bus, userId);
        String mallory = discord.person("Mallory");
        for (int i = 0; i < 5; i++) {
            discord.direct(mallory, "link AAAAA-AAAA" + i);
            assertEquals(
                    AccountLinking.WRONG,
                    posted(discord.directOf(mallory), i + 1).get(i).text());
        }
        discord.direct(mallory, "link " + code);
        assertEquals(
                AccountLinking.TOO_MANY,
                posted(discord.directOf(mallory), 6).get(5).text());
        discord.direct(ann, "link " + code);
        assertEquals(
                AccountLinking.DONE, posted(discord.directOf(ann), 1).get(0).text());
        discord.direct(ann, "link " + code);
        assertEquals(
                AccountLinking.WRONG, posted(discord.directOf(ann), 2).get(1).text());
        assertTrue(meet(bus, Kind.PERSON, ann, "Ann").linked());
        assertFalse(meet(bus, Kind.PERSON, mallory, "Mallory").linked());
        assertEquals(List.of(), asked());
    }

    private static AccountsApi.LoginResult login(Bus bus, String email) throws Exception {
        return get(bus.request(
                AccountsApi.LOGIN,
                new AccountsApi.Login(email, new Secret("no password"), "Phone", null, "127.0.0.1")));
    }

    @Test
    void whoWasMetOnDiscordIsNoAccount() throws Exception {
        RunningApplication opened = open();
        Bus bus = opened.bus();
        discord.direct(ann, "hello");
        posted(discord.directOf(ann), 1);
        assertNotNull(get(bus.request(AccountsApi.SETUP_CODE, new AccountsApi.GetSetupCode()))
                .code());
        assertEquals(login(bus, "discord:1"), login(bus, "discord:" + ann));
        AccountsApi.AccountList all = get(bus.request(AccountsApi.LIST, new AccountsApi.ListAccounts()));
        assertEquals(
                List.of("discord"),
                all.accounts().stream().map(AccountsApi.Account::origin).toList());
        assertEquals(
                0,
                get(bus.request(AccountStore.USERS, new AccountStore.ListUsers()))
                        .users()
                        .size());
        account(bus);
        assertNull(get(bus.request(AccountsApi.SETUP_CODE, new AccountsApi.GetSetupCode()))
                .code());
    }

    @Test
    void whomTheOwnerDisablesIsNotHeard() throws Exception {
        Bus bus = open().bus();
        String bob = discord.person("Bob");
        meet(bus, Kind.PERSON, bob, "Bob");
        get(bus.request(
                AccountsApi.MANAGE,
                new AccountsApi.ManageAccount(AccountsApi.Action.DISABLE, "discord:" + bob, null, null)));
        discord.direct(bob, "let me in");
        discord.say(discord.general(), bob, mention() + " please");
        discord.direct(ann, "hello");
        posted(discord.directOf(ann), 1);
        assertEquals(List.of("hello"), asked());
    }

    @Test
    void inAChannelSheKnowsWhoSaidWhatAndNothingPrivate() throws Exception {
        Bus bus = open().bus();
        String userId = linked(bus);
        get(bus.request(
                MemoryStore.SAVE_FACTS,
                new MemoryStore.SaveFacts(
                        userId,
                        List.of(
                                new MemoryStore.Fact("m-1", "Her dog is called Rex.", null, false),
                                new MemoryStore.Fact("m-2", "Her dog Rex was stolen from a neighbour.", null, true)),
                        List.of(),
                        Instant.now())));
        String bob = discord.person("Bob");
        discord.say(discord.general(), bob, "Who has a dog?");
        discord.say(discord.general(), ann, "I do.");
        discord.say(discord.general(), ann, mention() + " what do you know of my dog?");
        posted(discord.general(), 1);
        JsonArray messages = new JsonObject(ollama.chats().get(0)).getJsonArray("messages");
        assertEquals(
                "Bob: Who has a dog?\nAnn: I do.\nAnn: what do you know of my dog?",
                newest(ollama.chats().get(0)));
        String whole = messages.encode();
        assertTrue(whole.contains("Her dog is called Rex."), whole);
        assertFalse(whole.contains("stolen"), whole);
        discord.say(discord.general(), bob, mention() + " and of mine?");
        posted(discord.general(), 2);
        JsonArray second = new JsonObject(ollama.chats().get(1)).getJsonArray("messages");
        assertEquals("Bob: and of mine?", newest(ollama.chats().get(1)));
        assertTrue(second.encode()
                .startsWith(messages.encode().substring(0, messages.encode().length() - 1)));
        assertEquals(0, spoken(userId).size());
    }

    @Test
    void whatWasSaidBeforeSheCameIsReadOnce() throws Exception {
        String bob = discord.person("Bob");
        discord.say(discord.general(), bob, "before she ever spoke");
        discord.say(discord.general(), discord.bot(), "something of hers");
        discord.say(discord.general(), discord.otherBot("Other"), "beep");
        discord.say(discord.general(), bob, "Who has a dog?");
        open();
        discord.say(discord.general(), ann, "I do.");
        discord.say(discord.general(), ann, mention() + " so");
        discord.say(discord.general(), ann, "what is it called?");
        posted(discord.general(), 1);
        assertEquals("Bob: Who has a dog?\nAnn: I do.\nAnn: so\n  what is it called?", asked().get(0));
        discord.say(discord.general(), bob, mention() + " and mine?");
        posted(discord.general(), 2);
        assertEquals("Bob: and mine?", asked().get(1));
    }

    @Test
    void whatIsLearnedInAChannelIsTheSpeakersAndNoSecret() throws Exception {
        String fact = "{\"facts\":[{\"fact\":\"Bob plays the tuba.\"}]}";
        ollama.play(request ->
                request.body().containsKey("format") ? List.of(ScriptStep.say(fact)) : ScriptStep.words(REPLY));
        learns = true;
        Bus bus = open().bus();
        String bob = discord.person("Bob");
        discord.say(discord.general(), bob, mention() + " I play the tuba.");
        posted(discord.general(), 1);
        String bobs = meet(bus, Kind.PERSON, bob, "Bob").userId();
        await().until(() -> !known(bus, bobs).isEmpty());
        MemoryFact memory = known(bus, bobs).get(0);
        assertEquals("Bob plays the tuba.", memory.content());
        assertFalse(memory.confidential());
        String channel = meet(bus, Kind.GROUP, discord.general(), "#general").userId();
        assertEquals(List.of(), known(bus, channel));
    }

    private static List<MemoryFact> known(Bus bus, String userId) throws Exception {
        return get(bus.request(MemoryStore.LIST, new MemoryStore.ListFacts(userId, 10, 0)))
                .memories();
    }

    @Test
    void whatAnEarlierProcessDidNotAnswerIsAnsweredOnDiscord() throws Exception {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        RunningApplication first = open();
        discord.direct(ann, "are you there?");
        get(ollama.awaitOpen(1));
        first.close();
        house = null;
        assertEquals(0, discord.posted().size());
        ollama.play(Script.saying(REPLY));
        open();
        assertEquals(REPLY, posted(discord.directOf(ann), 1).get(0).text());
    }

    @Test
    void whatWasTypedJustBeforeAStopIsKeptAndAnswered() throws Exception {
        burstPause = "10s";
        RunningApplication first = open();
        discord.direct(ann, "are you");
        discord.direct(ann, "there?");
        // A code waits for nothing more, and what came before it has been heard when that is answered.
        discord.direct(ann, "link AAAAA-AAAAA");
        assertEquals(
                AccountLinking.WRONG, posted(discord.directOf(ann), 1).get(0).text());
        assertEquals(List.of(), asked());
        first.close();
        burstPause = "100ms";
        open();
        assertEquals(REPLY, posted(discord.directOf(ann), 2).get(1).text());
        assertEquals("are you\nthere?", asked().get(asked().size() - 1));
    }

    @Test
    void whatAnEarlierProcessCouldNotPostIsPostedOnce() throws Exception {
        Promise<Void> enough = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(enough.future()), ScriptStep.say("At last.")));
        RunningApplication first = open();
        discord.direct(ann, "are you there?");
        get(ollama.awaitOpen(1));
        discord.away(true);
        enough.complete();
        await().until(() -> events.stream()
                .anyMatch(event -> event instanceof ChatApi.MessageAdded spoken
                        && spoken.message().content().equals("At last.")));
        first.close();
        assertEquals(0, discord.posted().size());
        discord.away(false);
        RunningApplication second = open();
        assertEquals("At last.", posted(discord.directOf(ann), 1).get(0).text());
        Instant today = Instant.now().minusSeconds(3_600);
        await().until(() -> get(second.bus()
                        .request(DeliveryStore.UNDELIVERED, new DeliveryStore.FindUndelivered("discord", today)))
                .replies()
                .isEmpty());
        second.close();
        ollama.play(Script.saying(REPLY));
        open();
        discord.direct(ann, "and now?");
        assertEquals(REPLY, posted(discord.directOf(ann), 2).get(1).text());
        assertEquals(2, discord.posted().size());
    }

    @Test
    void anIdThatAClientMadeUpLeadsNowhere() throws Exception {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        RunningApplication first = open();
        discord.say(discord.general(), ann, "a channel that she knows");
        String userId = account(first.bus());
        String madeUp = "discord:" + discord.general() + "::" + discord.bot();
        get(first.bus().request(ChatApi.SAY, new ChatApi.Say(userId, "a secret", madeUp, Instant.now())));
        get(ollama.awaitOpen(1));
        first.close();
        house = null;
        ollama.play(Script.saying(REPLY));
        open();
        await().until(() -> asked().size() >= 2);
        discord.direct(ann, "hello");
        posted(discord.directOf(ann), 1);
        assertEquals(List.of(), discord.posted(discord.general()));
    }

    @Test
    void onlyLinkedAccountsWhereTheSettingsSaySo() throws Exception {
        Bus bus = open("direct_messages: linked").bus();
        String bob = discord.person("Bob");
        discord.direct(bob, "hello?");
        linked(bus);
        discord.direct(ann, "hello!");
        posted(discord.directOf(ann), 2);
        assertEquals(List.of("hello!"), asked());
        assertEquals(0, discord.posted(discord.directOf(bob)).size());
    }

    @Test
    void whoIsBlockedHasNoCommandsEither() throws Exception {
        String bob = discord.person("Bob");
        open("users: {blocked: [" + bob + "]}");
        discord.command(discord.general(), bob, "mood", new JsonArray());
        await().until(() -> discord.edits().size() == 1);
        assertEquals(ChatCommands.REFUSED, discord.edits().get(0).getString("content"));
        discord.direct(bob, "hello?");
        discord.direct(ann, "hello!");
        posted(discord.directOf(ann), 1);
        assertEquals(List.of("hello!"), asked());
    }

    @Test
    void commandsAreAnsweredToTheirUsersEyesOnly() throws Exception {
        Bus bus = open().bus();
        String code = code(bus, account(bus));
        discord.direct(ann, "I love you, you are wonderful!");
        posted(discord.directOf(ann), 1);
        discord.command(discord.general(), ann, "mood", new JsonArray());
        await().until(() -> discord.edits().size() == 1);
        assertTrue(discord.edits().get(0).getString("content").contains("somebody was kind to me, just now"));
        assertTrue(discord.edits().get(0).getString("content").contains("Loneliness"));
        discord.command(
                discord.directOf(ann),
                ann,
                "link",
                new JsonArray()
                        .add(new JsonObject().put("name", "code").put("type", 3).put("value", code)));
        await().until(() -> discord.edits().size() == 2);
        assertEquals(AccountLinking.DONE, discord.edits().get(1).getString("content"));
        for (String name : List.of("status", "stop", "forget")) {
            discord.command(discord.general(), ann, name, new JsonArray());
        }
        await().until(() -> discord.edits().size() == 5);
        assertEquals(
                5,
                discord.edits().stream()
                        .map(edit -> edit.getString("content"))
                        .distinct()
                        .count());
        discord.callbacks()
                .forEach(callback ->
                        assertEquals(64, callback.body().getJsonObject("data").getInteger("flags")));
        assertEquals(List.of(), log.warnings());
    }
}
