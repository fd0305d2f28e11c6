package demi.telegram.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.telegram.FakeTelegram;
import demi.telegram.FakeTelegram.Fault;
import demi.telegram.bot.BotApiException.Kind;
import demi.telegram.update.PhotoSize;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {

    private static final int LARGEST = 200_000;

    private final BotFixture fixture = new BotFixture();
    private final FakeTelegram telegram = fixture.telegram;
    private final TelegramBot bot = fixture.openHasty();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Buffer bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return Buffer.buffer(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"photos/file_1.jpg", "documents/file 2?x=1&y#%2e.txt", "documents/ü/日本.txt", "plain"})
    void aFileIsLoadedByteForByte(String path) {
        String id = telegram.file(path, bytes(100_000), 100_000);
        assertEquals(bytes(100_000), fixture.on(() -> bot.file(id, LARGEST)));
        String untold = telegram.file(path, bytes(LARGEST), -1);
        assertEquals(bytes(LARGEST), fixture.on(() -> bot.file(untold, LARGEST)));
    }

    @Test
    void whatIsTooLargeIsNotLoaded() {
        String told = telegram.file("told.jpg", bytes(10), LARGEST + 1);
        String untold = telegram.file("untold.jpg", bytes(LARGEST + 1), -1);
        String lied = telegram.file("lied.jpg", bytes(LARGEST + 1), 10);
        String above = telegram.file("above.jpg", bytes(10), (20 << 20) + 1);
        for (String id : List.of(told, untold, lied, above)) {
            assertEquals(
                    Kind.REFUSED, fixture.failure(() -> bot.file(id, LARGEST)).kind());
        }
    }

    @Test
    void theLargestSizeOfAPhotoThatFitsIsLoaded() {
        String small = telegram.file("s.jpg", bytes(100), 100);
        String large = telegram.file("l.jpg", bytes(1_000), 1_000);
        String huge = telegram.file("h.jpg", bytes(10), LARGEST + 1);
        List<PhotoSize> sizes = List.of(
                new PhotoSize(small, 90, 90, 100),
                new PhotoSize(huge, 5_000, 5_000, LARGEST + 1),
                new PhotoSize(large, 800, 800, 1_000));
        assertEquals(bytes(1_000), fixture.on(() -> bot.photo(sizes, LARGEST)));
        assertEquals(Kind.REFUSED, fixture.failure(() -> bot.photo(sizes, 99)).kind());
        assertEquals(
                Kind.REFUSED,
                fixture.failure(() -> bot.photo(List.of(), LARGEST)).kind());
    }

    /** A server in local mode tells where a file lies on its own disk. */
    @ParameterizedTest
    @ValueSource(strings = {"/var/lib/telegram/file_1.jpg", "../secret", "a/../../getMe", "a//b", "", "./a"})
    void aPathThatIsNoneIsNotAskedFor(String path) {
        String id = telegram.file(path, bytes(10), 10);
        assertEquals(Kind.REFUSED, fixture.failure(() -> bot.file(id, LARGEST)).kind());
    }

    @Test
    void aFileThatIsGoneIsToldAndHarmsNothing() {
        assertTrue(
                fixture.failure(() -> bot.file("unknown", LARGEST)).sentence().contains("wrong file_id"));
        assertEquals(BotStatus.State.CONNECTED, bot.status().state());
    }

    @Test
    void aShortFloodWaitIsWaitedFor() {
        String id = telegram.file("a.jpg", bytes(10), 10);
        telegram.flood("getFile", 1);
        assertEquals(bytes(10), fixture.on(() -> bot.file(id, LARGEST)));
        telegram.flood("getFile", 3_600);
        assertEquals(Kind.FLOOD, fixture.failure(() -> bot.file(id, LARGEST)).kind());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_MIDDLE", "BAD_GATEWAY", "ENDLESS", "SILENCE"})
    void aDownloadThatGoesWrongIsToldAndTheNextWorks(Fault fault) {
        String id = telegram.file("a.jpg", bytes(LARGEST), LARGEST);
        telegram.fail("download", fault);
        assertFalse(fixture.failure(() -> bot.file(id, LARGEST)).sentence().isEmpty());
        assertEquals(bytes(LARGEST), fixture.on(() -> bot.file(id, LARGEST)));
    }
}
