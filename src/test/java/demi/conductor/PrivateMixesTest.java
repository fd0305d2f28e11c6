package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.EmotionApi.Care;
import demi.api.EmotionApi.Mood;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.MemoryApi.Recalled;
import demi.api.MemoryApi.Said;
import demi.api.store.AccountStore;
import demi.api.store.IdentityStore;
import demi.api.store.MemoryStore;
import demi.api.store.MessageStore;
import demi.api.store.RecallStore;
import demi.api.store.VectorStore;
import demi.api.value.Embedding;
import demi.api.value.EmotionLevels;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.api.value.Secret;
import demi.api.value.SpeechStyle;
import demi.conductor.prompt.Prompt;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.prompt.TurnContextNote;
import demi.memory.MemorySettings;
import demi.memory.MemoryVerticle;
import demi.store.StoreFixture;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random people, groups, facts and messages in a real store, and random questions of anybody anywhere. Each fact and message
 * has a word of its own, which no prompt may have in which it is not allowed; and in 10,000 prompts each kind that is allowed
 * somewhere comes there.
 */
@Tag("slow")
class PrivateMixesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Mood MOOD =
            new Mood(EmotionLevels.neutral(), new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 90), Care.NONE, "");
    private static final Pattern CANARY = Pattern.compile("\\bzq\\d+x\\b");
    private static final String MODEL = "all-alike";
    private static final int AT_ONCE = 50;

    private static final List<String> NAMES = List.of("Ann", "Bob", "Cleo", "Dora", "Emil", "Finn", "Gina", "Hugo");
    private static final List<String> TOPICS = List.of(
            "cat",
            "piano",
            "cake",
            "garden",
            "doctor",
            "letter",
            "holiday",
            "bicycle",
            "kitchen",
            "money",
            "sister",
            "birthday",
            "window",
            "train",
            "secret",
            "dinner",
            "school",
            "neighbour",
            "football",
            "medicine");

    @TempDir
    Path folder;

    /** What is allowed, by whose it is and where it is read. */
    private enum Kind {
        OWN_IN_PRIVATE,
        OWN_OPEN_IN_GROUP,
        OF_THE_HOUSE,
        OWN_LINE,
        LINE_OF_GROUP,
        LINE_OF_GROUP_FOR_QUESTION,
        FORBIDDEN
    }

    private record Person(String userId, boolean account) {}

    private record Line(String conversation) {}

    private record Question(Person asker, String conversation, boolean shared, String text) {}

    private final Random random = new Random(20_261_123);
    private final List<Person> people = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final Map<String, List<String>> speaksIn = new HashMap<>();
    /** By their word. */
    private final Map<String, MemoryFact> facts = new TreeMap<>();

    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<Kind, Integer> seen = Collections.synchronizedMap(new TreeMap<>());
    private int words;

    @SuppressWarnings("NullAway.Init") // opened first
    private StoreFixture store;

    @ParameterizedTest
    @CsvSource({"7000,false", "3000,true"})
    void nothingPrivateStandsInAPromptThatSomebodyElseReads(int mixes, boolean meanings) {
        store = new StoreFixture(folder.resolve("demi.sqlite"));
        try (StoreFixture opened = store) {
            fill();
            if (meanings) {
                everythingIsAlike();
            }
            StoreFixture.get(opened.vertx.deployVerticle(new MemoryVerticle(
                    opened.bus,
                    () -> NOW,
                    new MemorySettings(
                            30, 500, meanings ? MODEL : "", Duration.ofSeconds(10), Duration.ofDays(36_500)))));
            for (int done = 0; done < mixes; done += AT_ONCE) {
                if (done % (AT_ONCE * 4) == 0) {
                    change();
                }
                if (done == 0 && meanings) {
                    awaitMeanings();
                }
                List<Question> questions =
                        IntStream.range(0, AT_ONCE).mapToObj(i -> question()).toList();
                StoreFixture.get(Future.all(questions.stream().map(this::check).toList()));
            }
        }
        assertEquals(null, seen.get(Kind.FORBIDDEN));
        for (Kind kind : Kind.values()) {
            assertTrue(kind == Kind.FORBIDDEN || seen.getOrDefault(kind, 0) > 0, kind + " in " + seen);
        }
    }

    /** The test would notice: what is the other person's is found, where it is theirs. */
    @Test
    void aWordOfSomebodyElseWouldBeNoticed() {
        Person ann = new Person("ann", true);
        facts.put("zq1x", fact("zq1x", "bob", true, false, false));
        Question asked = new Question(ann, "ann", false, "What?");
        assertEquals(Kind.FORBIDDEN, kind("zq1x", asked));
        facts.put("zq1x", fact("zq1x", "bob", true, true, false));
        people.add(new Person("bob", true));
        assertEquals(Kind.OF_THE_HOUSE, kind("zq1x", asked));
        assertEquals(Kind.FORBIDDEN, kind("zq1x", new Question(ann, "group", true, "What?")));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String canary() {
        return "zq" + words++ + "x";
    }

    private void fill() {
        for (String name : NAMES) {
            String id = name.toLowerCase(java.util.Locale.ROOT);
            store.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(id, id + "@example.org", name, new Secret("x"), Instant.EPOCH, false));
            people.add(new Person(id, true));
        }
        for (String name : List.of("Sam", "Tina", "Uwe")) {
            people.add(new Person(met(IdentityStore.Kind.PERSON, name), false));
        }
        for (int i = 0; i < 4; i++) {
            groups.add(met(IdentityStore.Kind.GROUP, "group" + i));
        }
        for (Person person : people) {
            List<MemoryFact> theirs =
                    IntStream.range(0, 24).mapToObj(i -> fact(person)).toList();
            put(person.userId(), theirs);
            IntStream.range(0, 16).forEach(i -> say(person.userId(), null));
        }
        for (String group : groups) {
            List<Person> members =
                    people.stream().filter(person -> random.nextInt(3) == 0).toList();
            members.forEach(person -> speaksIn.computeIfAbsent(person.userId(), first -> new ArrayList<>())
                    .add(group));
            for (int i = 0; i < 10 * members.size(); i++) {
                say(group, i < members.size() ? members.get(i) : any(members));
            }
        }
        while (store.ask(RecallStore.INDEX, new RecallStore.Index(1_000)).rows() == 1_000) {
            Thread.onSpinWait();
        }
    }

    private String met(IdentityStore.Kind kind, String name) {
        return store.ask(
                        IdentityStore.RESOLVE,
                        new IdentityStore.ResolveIdentity("discord", kind, name, name, Instant.EPOCH))
                .userId();
    }

    private MemoryFact fact(Person of) {
        String word = canary();
        return fact(word, of.userId(), random.nextBoolean(), random.nextInt(4) == 0, random.nextInt(6) == 0);
    }

    private MemoryFact fact(String word, String userId, boolean confidential, boolean house, boolean over) {
        String name = random.nextInt(3) == 0 ? any(NAMES) + " and " : "";
        return new MemoryFact(
                UUID.randomUUID().toString(),
                userId,
                "Talks of " + name + "the " + any(TOPICS) + " and the " + any(TOPICS) + " of " + word,
                null,
                MemoryKind.OTHER,
                Holding.UNDATED,
                random.nextInt(30) == 0,
                confidential,
                house,
                NOW,
                NOW,
                null,
                0,
                over ? NOW : null,
                0);
    }

    private void put(String userId, List<MemoryFact> theirs) {
        store.ask(MemoryStore.PUT, new MemoryStore.PutFacts(userId, theirs, List.of()));
        theirs.forEach(fact -> facts.put(wordIn(fact.content()), fact));
    }

    private static String wordIn(String text) {
        return CANARY.matcher(text)
                .results()
                .map(found -> found.group())
                .findFirst()
                .orElseThrow();
    }

    private void say(String conversation, @Nullable Person speaker) {
        String word = canary();
        String text = "I was at the " + any(TOPICS) + " with the " + any(TOPICS) + ", said " + word;
        String id = UUID.randomUUID().toString();
        store.ask(
                MessageStore.ADD_MESSAGE,
                speaker == null
                        ? new MessageStore.AddMessage(id, conversation, text, null, NOW)
                        : new MessageStore.AddMessage(
                                id,
                                conversation,
                                text,
                                null,
                                NOW,
                                new Message.Speaker(speaker.userId(), "Somebody", ""),
                                List.of(),
                                ""));
        lines.put(word, new Line(conversation));
    }

    /** People share, take back, delete, end and say more, as they would through the memory room. */
    private void change() {
        for (int i = 0; i < 12; i++) {
            MemoryFact fact = any(List.copyOf(facts.values()));
            if (random.nextInt(6) == 0) {
                store.ask(MemoryApi.FORGET, new MemoryApi.Forget(fact.userId(), fact.memoryId()));
                facts.remove(wordIn(fact.content()));
                put(fact.userId(), List.of(fact(new Person(fact.userId(), true))));
            } else {
                MemoryFact now = store.ask(
                                MemoryApi.CHANGE,
                                new MemoryApi.Change(
                                        fact.userId(),
                                        fact.memoryId(),
                                        null,
                                        null,
                                        random.nextBoolean() ? random.nextBoolean() : null,
                                        null,
                                        null,
                                        random.nextInt(3) == 0,
                                        random.nextInt(4) == 0,
                                        NOW))
                        .memory();
                if (now != null) {
                    facts.put(wordIn(now.content()), now);
                }
            }
        }
    }

    private Question question() {
        Person asker = any(people);
        List<String> theirs = speaksIn.getOrDefault(asker.userId(), List.of());
        boolean shared = !theirs.isEmpty() && random.nextInt(3) == 0;
        String text = switch (random.nextInt(6)) {
            case 0 -> "Did anybody see the " + any(TOPICS) + " or the " + any(TOPICS) + "?";
            case 1 -> "What did " + any(NAMES) + " tell you about the " + any(TOPICS) + "?";
            case 2 -> "Hat jemand etwas vom " + any(TOPICS) + " erzählt?";
            case 3 -> "Do you remember the " + any(TOPICS) + " and the " + any(TOPICS) + "?";
            case 4 -> "Who is " + any(NAMES) + "?";
            default -> "I think of the " + any(TOPICS) + " and of " + any(NAMES);
        };
        return new Question(asker, shared ? any(theirs) : asker.userId(), shared, text);
    }

    private Future<?> check(Question asked) {
        MemoryApi.Recall recall = new MemoryApi.Recall(
                asked.asker().userId(),
                asked.conversation(),
                new Said(newest(asked.conversation()), asked.text(), NOW),
                asked.shared(),
                0);
        return store.bus.request(MemoryApi.RECALL, recall).map(recalled -> {
            String prompt = rendered(asked, recalled);
            CANARY.matcher(prompt).results().map(found -> found.group()).forEach(word -> {
                Kind kind = kind(word, asked);
                seen.merge(kind, 1, Integer::sum);
                assertTrue(kind != Kind.FORBIDDEN, word + " of " + facts.get(word) + lines.get(word) + " in " + asked);
            });
            return recalled;
        });
    }

    /** All messages are older than one that is not there. */
    private static String newest(String conversation) {
        return "asked in " + conversation;
    }

    private static String rendered(Question asked, Recalled recalled) {
        TurnContextNote note = TurnContextNote.of(MOOD, NOW, NOW, NOW, ZoneId.of("UTC"), asked.shared(), recalled);
        Prompt prompt = Prompt.of(
                new Prompt.Parts("You are Demi.", List.of(), null, note, asked.text(), List.of()),
                new TokenBudget(8_192, 256));
        return prompt.messages().stream().map(PromptMessage::content).collect(Collectors.joining("\n"));
    }

    private Kind kind(String word, Question asked) {
        MemoryFact fact = facts.get(word);
        Line line = lines.get(word);
        String asker = asked.asker().userId();
        if (fact != null) {
            boolean own = fact.userId().equals(asker);
            boolean house = asked.asker().account()
                    && fact.house()
                    && fact.endedAt() == null
                    && people.contains(new Person(fact.userId(), true));
            return own
                    ? asked.shared()
                            ? fact.confidential() ? Kind.FORBIDDEN : Kind.OWN_OPEN_IN_GROUP
                            : Kind.OWN_IN_PRIVATE
                    : house && !asked.shared() ? Kind.OF_THE_HOUSE : Kind.FORBIDDEN;
        }
        if (line == null) {
            return Kind.FORBIDDEN;
        }
        if (line.conversation().equals(asked.conversation())) {
            return asked.shared() ? Kind.LINE_OF_GROUP : Kind.OWN_LINE;
        }
        boolean takesPart = speaksIn.getOrDefault(asker, List.of()).contains(line.conversation());
        return takesPart && !asked.shared() && isOfOthers(asked) ? Kind.LINE_OF_GROUP_FOR_QUESTION : Kind.FORBIDDEN;
    }

    private static boolean isOfOthers(Question asked) {
        return asked.text().endsWith("?") && !asked.text().startsWith("Do you remember");
    }

    /** The first change has them made. */
    private void awaitMeanings() {
        await().until(() -> store.ask(VectorStore.MISSING, new VectorStore.FindWithoutVector(MODEL, 1))
                        .memories()
                        .isEmpty()
                && store.ask(
                                VectorStore.MESSAGES_MISSING,
                                new VectorStore.FindMessagesWithoutCode(MODEL, Long.MAX_VALUE, 0, 1))
                        .messages()
                        .isEmpty());
    }

    /** A model for which every text means the same. */
    private void everythingIsAlike() {
        float[] same = new float[64];
        for (int i = 0; i < same.length; i++) {
            same[i] = i % 3 - 1;
        }
        Embedding meaning = Embedding.of(same);
        StoreFixture.get(store.bus.handle(
                InferenceApi.EMBED,
                embed -> Future.succeededFuture(new InferenceApi.Embedded(
                        Collections.nCopies(embed.texts().size(), meaning)))));
    }
}
