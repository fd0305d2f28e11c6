package demi.bus;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While nodes are upgraded one after the other two versions talk with each other: each message as the last release wrote it, in
 * {@code last-release.txt}, is read by this one, and what this one writes has everything that the last one reads. The file is
 * written anew at a release, by {@code -Ddemi.records=write}.
 */
class NeighbouringVersionsTest {

    private static final Path FILE = Path.of("src", "test", "resources", "bus", "last-release.txt");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordCodec codec = new RecordCodec();

    /** @param json what the last release made of a sample */
    record Line(String type, String json) {
        @Override
        public String toString() {
            return type;
        }
    }

    static Stream<Line> lines() throws IOException, ReflectiveOperationException {
        if ("write".equals(System.getProperty("demi.records"))) {
            write();
        }
        return Files.readAllLines(FILE).stream()
                .map(line -> line.split("\t", 2))
                .map(parts -> new Line(parts[0], parts[1]));
    }

    private static void write() throws IOException, ReflectiveOperationException {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : RecordCodecTest.messages().toList()) {
            lines.add(type.getName() + "\t" + rendered((Record) RecordCodecTest.sample(type)));
        }
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, lines);
    }

    private static String rendered(Record message) {
        Buffer wire = Buffer.buffer();
        new RecordCodec().encodeToWire(wire, message);
        int body = 4 + wire.getInt(0);
        return wire.getString(body + 4, wire.length());
    }

    private Record read(Line line) {
        byte[] name = line.type().getBytes(StandardCharsets.UTF_8);
        byte[] body = line.json().getBytes(StandardCharsets.UTF_8);
        return codec.decodeFromWire(
                0,
                Buffer.buffer()
                        .appendInt(name.length)
                        .appendBytes(name)
                        .appendInt(body.length)
                        .appendBytes(body));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatTheLastReleaseWroteIsRead(Line line) {
        assertDoesNotThrow(() -> read(line));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatIsWrittenHasAllThatTheLastReleaseReads(Line line) throws IOException {
        JsonNode before = JSON.readTree(line.json());
        JsonNode now = JSON.readTree(rendered(read(line)));
        for (Map.Entry<String, JsonNode> field : before.properties()) {
            JsonNode same = now.get(field.getKey());
            assertTrue(same != null, () -> line + " has no " + field.getKey() + " any more");
            assertEquals(field.getValue().getNodeType(), same.getNodeType(), field.getKey());
        }
    }

    @Test
    void whatIsNewerThanThisVersionIsReadWithoutIt() throws IOException, ReflectiveOperationException {
        for (Class<?> type : RecordCodecTest.messages().toList()) {
            Record message = (Record) RecordCodecTest.sample(type);
            String json = rendered(message);
            String newer = json.equals("{}") ? "{\"later\":1}" : json.replaceFirst("\\{", "{\"later\":[1,{\"a\":2}],");
            assertEquals(message, read(new Line(type.getName(), newer)));
        }
    }

    @Test
    void theListHasNoGapsButForWhatIsNew() throws IOException, ReflectiveOperationException {
        TreeSet<String> listed = new TreeSet<>();
        lines().forEach(line -> listed.add(line.type()));
        assertTrue(listed.size() > 300, () -> "only " + listed.size());
    }
}
