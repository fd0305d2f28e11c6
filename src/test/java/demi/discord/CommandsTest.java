package demi.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.store.AccountStore;
import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Identity;
import demi.api.store.IdentityStore.Kind;
import demi.api.store.MemoryStore;
import demi.api.value.MemoryFact;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.network.inbound.AccountLinking;
import demi.network.inbound.ChatCommands;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each command does, and to whom. */
class CommandsTest extends DiscordFixture {

    private static Identity meet(Bus bus, String id) throws Exception {
        return get(bus.request(
                IdentityStore.RESOLVE,
                new IdentityStore.ResolveIdentity("discord", Kind.PERSON, id, "Ann", Instant.now())));
    }

    private static List<String> known(Bus bus, String userId) throws Exception {
        return get(bus.request(MemoryStore.LIST, new MemoryStore.ListFacts(userId, 10, 0))).memories().stream()
                .map(MemoryFact::content)
                .toList();
    }

    private static void learn(Bus bus, String userId, String... facts) throws Exception {
        List<MemoryStore.Fact> all = java.util.stream.IntStream.range(0, facts.length)
                .mapToObj(i -> new MemoryStore.Fact("m-" + i, facts[i], null, true))
                .toList();
        get(bus.request(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts(userId, all, List.of(), Instant.now())));
    }

    /** What she says to a command, in direct messages. */
    private String command(String name, @Nullable String option, @Nullable Object value) {
        JsonArray options = new JsonArray();
        if (option != null) {
            int type = value instanceof Number ? 10 : 3;
            options.add(new JsonObject().put("name", option).put("type", type).put("value", value));
        }
        int before = discord.edits().size();
        discord.command(discord.directOf(ann), ann, name, options);
        await().until(() -> discord.edits().size() > before);
        return discord.edits().get(before).getString("content");
    }

    /** Ann's account here, linked. */
    private String link(Bus bus) throws Exception {
        AccountsApi.ManageAccount add = new AccountsApi.ManageAccount(
                AccountsApi.Action.ADD, "ann@example.org", "Ann", new Secret("correct horse battery"));
        get(bus.request(AccountsApi.MANAGE, add));
        String account = Objects.requireNonNull(
                        get(bus.request(AccountStore.FIND_USER, new AccountStore.FindUser("ann@example.org")))
                                .user())
                .userId();
        meet(bus, ann);
        get(bus.request(IdentityStore.LINK, new IdentityStore.LinkIdentity("discord", ann, account)));
        return account;
    }

    @Test
    void whoeverHasAnAccountMayHaveHerThinkAloudOnceInAWhile() throws Exception {
        String channel = discord.channel("rambles", true);
        ollama.play(Script.saying("Who invented Mondays?"));
        Bus bus = open("ramble_channel_id: " + channel + "\nautonomy: {quiet_from: 00:00, quiet_to: 00:00}")
                .bus();
        assertEquals(ChatCommands.NOT_LINKED, command("ramble", null, null));
        link(bus);
        await().until(() -> get(bus.request(InferenceApi.STATUS, new InferenceApi.GetState()))
                .ready());
        assertEquals(ChatCommands.RAMBLED, command("ramble", null, null));
        assertEquals("Who invented Mondays?", posted(channel, 1).get(0).embed().getString("description"));
        assertEquals("No. She last spoke first just now.", command("ramble", null, null));
        assertEquals(1, discord.posted().size());
        assertEquals(1, ollama.chats().size());
    }

    @Test
    void withoutAChannelForItNobodyHasHerThinkAloud() throws Exception {
        link(open().bus());
        assertEquals("No. There is no channel for it.", command("ramble", null, null));
    }

    @Test
    void howSheIsIsToldWithoutWhereHerModelIs() throws Exception {
        open();
        await().until(() -> command("status", null, null).equals("I can think. Ready with llama3.2:1b."));
        get(ollama.close());
        String away = "I cannot think right now. "
                + "Ollama does not answer. Is it installed (https://ollama.com) and running?";
        await().until(() -> command("status", null, null).equals(away));
    }

    @Test
    void forgettingByWordsTakesWhatIsMeant() throws Exception {
        Bus bus = open().bus();
        String me = meet(bus, ann).userId();
        learn(bus, me, "Her dog is called Rex.", "Ann plays the tuba.");
        assertEquals("I know nothing of that.", command("forget", "what", "my bicycle"));
        assertEquals(2, known(bus, me).size());
        assertEquals("It's gone. Whatever it was.", command("forget", "what", "the dog Rex"));
        assertEquals(List.of("Ann plays the tuba."), known(bus, me));
    }

    @Test
    void forgettingEverythingMayBeSaidInManyWays() throws Exception {
        Bus bus = open().bus();
        String me = meet(bus, ann).userId();
        for (String what : List.of("everything", "Everything about me", "me", "all", "everything you know about me.")) {
            learn(bus, me, "Her dog is called Rex.", "Ann plays the tuba.");
            assertEquals("It's gone. Whatever it was.", command("forget", "what", what));
            assertEquals(List.of(), known(bus, me), what);
        }
        learn(bus, me, "Her dog is called Rex.");
        assertEquals("It's gone. Whatever it was.", command("forget", null, null));
        assertEquals(List.of(), known(bus, me));
    }

    @Test
    void whatIsJustBeingLearnedIsForgottenToo() throws Exception {
        Promise<Void> gate = Promise.promise();
        String fact = "{\"facts\":[{\"fact\":\"Plays the tuba.\"}]}";
        ollama.play(request -> request.body().containsKey("format")
                ? List.of(ScriptStep.gate(gate.future()), ScriptStep.say(fact))
                : ScriptStep.words(REPLY));
        learns = true;
        Bus bus = open().bus();
        String me = meet(bus, ann).userId();
        discord.direct(ann, "I play the tuba.");
        posted(discord.directOf(ann), 1);
        await().until(() -> asked().size() == 2);
        assertEquals("It's gone. Whatever it was.", command("forget", null, null));
        gate.complete();
        ollama.play(Script.saying(REPLY));
        discord.direct(ann, "and now?");
        posted(discord.directOf(ann), 2);
        // What it is asked to learn next comes after what it was learning.
        await().until(() -> asked().size() == 4);
        assertEquals(List.of(), known(bus, me));
    }

    @Test
    void stopStopsWhatSheIsAboutToSay() throws Exception {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        open();
        discord.direct(ann, "tell me a long story");
        get(ollama.awaitOpen(1));
        assertEquals("Fine. I'll be quiet.", command("stop", null, null));
        await().until(() -> events.stream().anyMatch(ChatApi.Unanswered.class::isInstance));
        ollama.play(Script.saying(REPLY));
        discord.direct(ann, "something else");
        assertEquals(REPLY, posted(discord.directOf(ann), 1).get(0).text());
        assertEquals(1, discord.posted().size());
    }

    @Test
    void quietIsKeptForTheLinkedAccountAndUnlinkingMakesTwoAgain() throws Exception {
        Bus bus = open().bus();
        String account = link(bus);
        Instant before = Instant.now();
        assertTrue(command("quiet", "hours", 2).startsWith("Fine."));
        Instant until = get(bus.request(AutonomyApi.QUIET, new AutonomyApi.GetQuiet(account)))
                .until();
        assertNotNull(until);
        Duration quiet = Duration.between(before, until);
        assertTrue(quiet.toMinutes() >= 119 && quiet.toMinutes() <= 121, quiet.toString());
        assertTrue(command("quiet", "hours", 0).startsWith("Good."));
        assertNull(get(bus.request(AutonomyApi.QUIET, new AutonomyApi.GetQuiet(account)))
                .until());
        assertEquals(AccountLinking.UNDONE, command("link", null, null));
        assertFalse(meet(bus, ann).linked());
    }

    @Test
    void whoHasToBeLinkedHasNoOtherCommandButThat() throws Exception {
        open("direct_messages: linked");
        assertEquals(ChatCommands.REFUSED, command("mood", null, null));
        assertEquals(AccountLinking.WRONG, command("link", "code", "AAAAA-AAAAA"));
    }
}
