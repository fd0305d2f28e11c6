package demi.bench;

import demi.api.MemoryApi;
import demi.api.store.AccountStore;
import demi.api.store.MessageSearchStore;
import demi.api.store.MessageSearchStore.FindMessages;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.GetHistory;
import demi.api.store.MessageStore.Page;
import demi.api.store.RecallStore;
import demi.api.store.RecallStore.Word;
import demi.api.store.VectorStore;
import demi.api.value.Secret;
import demi.bench.server.People;
import demi.bus.Bus;
import demi.bus.RequestAddress;
import demi.memory.MemorySettings;
import demi.memory.MemoryVerticle;
import demi.memory.meaning.CodeIndex;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What it takes to find a million messages again, of one person: how large the indexes of words and of meaning are, how fast
 * they are filled, and how long a question waits; and how much longer it takes to read and search them than those of somebody who
 * has said a thousand. Takes some minutes, and some gigabytes of the disk.
 */
final class HistoryBench {

    private static final int MESSAGES = 1_000_000;
    private static final int BATCH = 1_000;
    private static final int FEW = 1_000;
    private static final int PAGE = 50;
    private static final int READS = 300;
    private static final int WORDS = 12;
    private static final int QUESTIONS = 1_000;
    private static final int WARM_UP = 500;
    /** Of all-MiniLM. */
    private static final int SIZE = 384;

    private static final String MODEL = "embedder";
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final Path database;
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Random random = new Random(11);

    private HistoryBench(Path database) {
        this.database = database;
    }

    static void run(Path directory, Table table) throws Exception {
        new HistoryBench(directory.resolve("history.sqlite")).measure(table);
    }

    private void measure(Table table) throws Exception {
        People.await(
                vertx.deployVerticle(new StoreVerticle(bus, InstantSource.system(), StoreSettings.defaults(database))));
        for (String person : List.of("ann", "bob")) {
            People.await(bus.request(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(
                            person, person + "@example.org", person, new Secret("none"), Instant.now(), false)));
        }
        double filling = fill();
        long bare = size();
        long start = System.nanoTime();
        while (People.await(bus.request(RecallStore.INDEX, new RecallStore.Index(BATCH)))
                        .rows()
                == BATCH) {
            // The next batch.
        }
        double indexing = seconds(start);
        long words = size() - bare;
        table.row(
                "index of words of 1,000,000 messages",
                mebibytes(words),
                "",
                "the messages themselves take " + mebibytes(bare));
        table.row(
                "messages a second that it is filled with",
                rate(indexing),
                "",
                "rows a second written straight into the table: " + rate(filling));
        start = System.nanoTime();
        codes();
        table.row(
                "codes of meaning of 1,000,000 messages",
                mebibytes(size() - bare - words),
                "",
                rate(seconds(start)) + " a second, without the model's part");
        People.await(vertx.deployVerticle(new MemoryVerticle(
                bus,
                InstantSource.system(),
                new MemorySettings(30, 500, "", Duration.ofSeconds(10), Duration.ofDays(180)))));
        Samples samples = new Samples();
        for (int i = 0; i < WARM_UP + QUESTIONS; i++) {
            long asked = System.nanoTime();
            People.await(bus.request(
                    MemoryApi.RECALL,
                    new MemoryApi.Recall(
                            "ann", "ann", new MemoryApi.Said("asked" + i, sentence() + "?", Instant.EPOCH), false, 0)));
            if (i >= WARM_UP) {
                samples.add(System.nanoTime() - asked);
            }
        }
        long[] sorted = samples.sorted();
        table.row(
                "recall among 1,000,000 messages, by words",
                Samples.millis(Samples.median(sorted)),
                "8 ms",
                "99 of 100 within " + Samples.millis(Samples.at(sorted, .99)) + " (aim 20 ms)");
        compare(table);
        People.await(vertx.close());
    }

    private void compare(Table table) throws Exception {
        Instant lately = START.plusSeconds(60L * (MESSAGES - PAGE));
        compare("the newest page", MessageStore.HISTORY, who -> new GetHistory(who, PAGE, 0, null), table);
        compare("what came since", MessageStore.HISTORY, who -> new GetHistory(who, PAGE, 0, lately), table);
        compare(
                "a page long ago",
                MessageStore.HISTORY,
                who -> new GetHistory(who, PAGE, who.equals("ann") ? MESSAGES / 2 : MESSAGES + FEW / 2, null),
                table);
        compare("a search, a common word", MessageSearchStore.FIND, who -> search(who, "garden"), table);
        compare("a search, a rare word", MessageSearchStore.FIND, who -> search(who, rare()), table);
        compare("a search, two words", MessageSearchStore.FIND, who -> search(who, "garden", rare()), table);
    }

    private static FindMessages search(String who, String... words) {
        return new FindMessages(
                who, Stream.of(words).map(word -> new Word(List.of(word))).toList(), PAGE, 0);
    }

    private String rare() {
        return "word" + (5_000 + random.nextInt(10_000));
    }

    private <Q extends Record> void compare(
            String what, RequestAddress<Q, Page> address, Function<String, Q> question, Table table) throws Exception {
        Samples many = new Samples();
        Samples few = new Samples();
        for (int i = 0; i < 2 * READS; i++) {
            for (String person : List.of("ann", "bob")) {
                long asked = System.nanoTime();
                People.await(bus.request(address, question.apply(person)));
                if (i >= READS) {
                    (person.equals("ann") ? many : few).add(System.nanoTime() - asked);
                }
            }
        }
        long of = Samples.median(many.sorted());
        long beside = Samples.median(few.sorted());
        table.row(
                what + ", of 1,000,000 messages",
                Samples.millis(of),
                "2",
                String.format(Locale.ROOT, "%.1f", (double) of / beside),
                "of 1,000 messages " + Samples.millis(beside));
    }

    /** As rows, so that it takes no hour. Returns the seconds that it took. */
    private double fill() throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                PreparedStatement message = connection.prepareStatement(
                        "INSERT INTO android_messages (message_id, conversation_id, user_id, sender, content, status,"
                                + " created_at, seq) VALUES (?1, ?2, ?2, ?3, ?4, 'read', ?5, ?6)")) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= MESSAGES + FEW; i++) {
                message.setString(1, "message-" + i);
                message.setString(2, i <= MESSAGES ? "ann" : "bob");
                message.setString(3, i % 2 == 1 ? "user" : "demi");
                message.setString(4, sentence());
                message.setString(5, START.plusSeconds(60L * i).toString());
                message.setLong(6, i);
                message.addBatch();
                if (i % BATCH == 0) {
                    message.executeBatch();
                    connection.commit();
                }
            }
        }
        return seconds(start);
    }

    private void codes() throws Exception {
        float[] numbers = new float[SIZE];
        for (int from = 1; from <= MESSAGES; from += BATCH) {
            List<VectorStore.Code> codes = new ArrayList<>();
            for (int seq = from; seq < from + BATCH; seq++) {
                for (int i = 0; i < SIZE; i++) {
                    numbers[i] = random.nextFloat() - .5f;
                }
                codes.add(new VectorStore.Code(seq, CodeIndex.code(numbers)));
            }
            People.await(bus.request(VectorStore.SAVE_MESSAGES, new VectorStore.SaveMessageCodes(MODEL, codes)));
        }
    }

    private String sentence() {
        return RecallBench.sentence(random, WORDS);
    }

    /** Of the file, with all that was written in it. */
    private long size() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        return Files.size(database);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String rate(double seconds) {
        return String.format(Locale.ROOT, "%,.0f", MESSAGES / seconds);
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }
}
