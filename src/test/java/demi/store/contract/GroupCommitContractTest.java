package demi.store.contract;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddMessage;
import demi.api.store.MessageStore.Added;
import demi.bus.Failure;
import demi.store.StoreFixture;
import demi.store.sql.StoreWriter;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCommitContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

    @BeforeEach
    void addUsers() {
        addUser("u", T);
    }

    private Future<Added> say(String user, int number) {
        return store.bus.request(MessageStore.ADD_MESSAGE, new AddMessage("m" + number, user, "hi", "c" + number, T));
    }

    private int kept() {
        return ask(MessageStore.HISTORY, new MessageStore.GetHistory("u", 100_000, 0, null))
                .messages()
                .size();
    }

    @Test
    void writesThatArriveTogetherShareCommits() {
        assumeTrue(engine == StoreEngine.SQLITE, "a server joins commits itself");
        StoreWriter writer = requireNonNull(store.verticle.writer());
        long before = writer.commits();

        StoreFixture.get(
                Future.all(IntStream.range(0, 2_000).mapToObj(i -> say("u", i)).toList()));

        assertEquals(2_000, kept());
        long commits = writer.commits() - before;
        assertTrue(commits < 1_000, commits + " commits for 2000 writes");
    }

    @Test
    void aFailingWriteDoesNotTakeItsBatchAlong() {
        List<Future<Added>> said = IntStream.range(0, 100)
                .mapToObj(i -> say(i % 10 == 3 ? "nobody" : "u", i))
                .toList();
        StoreFixture.get(Future.join(said).otherwiseEmpty());

        for (int i = 0; i < 100; i++) {
            assertEquals(i % 10 != 3, said.get(i).succeeded(), "write " + i);
        }
        assertEquals(Failure.Code.NOT_FOUND, Failure.codeOf(said.get(3).cause()));
        assertEquals(90, kept());
    }
}
