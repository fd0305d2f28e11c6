package demi.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.model.ModelRoom;
import demi.model.config.ServerKind;
import demi.model.config.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one setting that is a list of tables. */
class ServerTableTest {

    @TempDir
    Path root;

    private Given given(String rows) throws IOException {
        return new Given(root).yaml("model:\n  servers:\n" + rows);
    }

    private static List<ServerSettings> servers(Given given) {
        return given.settings().model().servers();
    }

    private static String token(Given given) {
        return Objects.requireNonNull(servers(given).get(0).token()).value();
    }

    @Test
    void serversOfAllKindsTakeThePlaceOfTheOneOllama() throws IOException {
        Given given = given("""
                    - kind: openai
                      address: https://gpu:8000/v1/
                      token: geheim
                      weight: 2.5
                      parallel: 8
                      model: big
                      sees: yes
                    - {kind: ollama, address: "http://localhost:11434"}
                """).environment(Map.of("OLLAMA_BASE_URL", "http://other:11434"));
        ServerSettings first = servers(given).get(0);
        assertEquals(ServerKind.OPENAI, first.kind());
        assertEquals("https://gpu:8000/v1", first.address().toString());
        assertEquals(2.5, first.weight());
        assertEquals(8, first.parallel());
        assertEquals("big", first.model());
        assertEquals(true, first.sees());
        assertEquals("geheim", token(given));
        assertEquals(1, servers(given).get(1).parallel(), "ollama.parallel");
        assertEquals(2, servers(given).size());
        assertEquals(List.of("OLLAMA_BASE_URL"), ModelRoom.hidden(given.loaded().settings()));
        assertFalse(given.loaded().table().contains("geheim"), given.loaded().table());
        assertFalse(servers(given).toString().contains("geheim"));
        assertTrue(given.loaded().table().contains("token: ***"), given.loaded().table());
    }

    @Test
    void inARehearsalNoneOfThemIsReached() throws IOException {
        Given given = given("    - {kind: openai, address: http://gpu, token: geheim}\n");
        URI standIn = URI.create("http://127.0.0.1:9");
        assertEquals(
                List.of(ServerSettings.ollama(standIn, 1)),
                new ModelRoom()
                        .settings(given.loaded().settings().rehearsing(standIn))
                        .servers());
    }

    @Test
    void withoutThemNothingIsHidden() throws IOException {
        Given given = new Given(root).yaml("ollama: {base_url: http://nas:11434}");
        assertEquals(List.of(), ModelRoom.hidden(given.loaded().settings()));
        assertEquals("http://nas:11434", servers(given).get(0).address().toString());
    }

    @Test
    void aTokenMayComeFromAVariableOfAnySourceOrFromAFile() throws IOException {
        Given variable = given("    - {kind: openai, address: http://gpu, token_variable: VLLM}\n");
        variable.dotEnvBesideJar("VLLM=one");
        assertEquals("one", token(variable));
        variable.dotEnvInDataDir("VLLM=two");
        assertEquals("two", token(variable));
        variable.environment(Map.of("VLLM", "three"));
        assertEquals("three", token(variable));
        Path file = Files.writeString(root.resolve("token"), "four\n");
        assertEquals("four", token(given("    - {kind: openai, address: http://gpu, token_file: " + file + "}\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: openai} | model.servers[0].address: is missing",
                "{kind: vllm, address: http://gpu} | model.servers[0].kind = \"vllm\": must be ollama or openai",
                "{kind: openai, address: gpu} | model.servers[0].address = \"gpu\": must be an absolute URL",
                "{kind: openai, address: http://gpu, weight: 0} | model.servers[0].weight",
                "{kind: openai, address: http://gpu, adress: x} | model.servers[0].adress: is not a setting; there are kind, address",
                "{kind: openai, address: http://gpu, token: a b} | model.servers[0].token",
                "{kind: openai, address: http://gpu, token: ab, token_file: x} | model.servers[0].token: is there more than once",
                "{kind: openai, address: http://gpu, token_variable: NOWHERE} | model.servers[0].token_variable",
                "{kind: openai, address: http://gpu, token_file: /nowhere} | model.servers[0].token_file",
                "{kind: openai, address: [http://gpu]} | model.servers[0].address: must be one value",
                "http://gpu | model.servers[0]: must be a table"
            })
    void whatIsWrongHasItsNameAndItsLine(String row, String problem) throws IOException {
        List<String> problems = given("    - " + row + "\n").problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains(problem.substring(0, problem.indexOf(']') + 1)), problems::toString);
        assertTrue(
                problems.get(0)
                        .contains(problem.replaceFirst("^[^:=]*[:=]? ?", "").strip()),
                problems::toString);
        assertTrue(problems.get(0).contains("line "), problems::toString);
        assertFalse(problems.get(0).contains("a b"), problems::toString);
    }

    @Test
    void theCommandLineTakesTheSameAsOneText() {
        Given given =
                new Given(root).flags(Map.of("model.servers", "[{kind: openai, address: \"http://gpu\", token: x}]"));
        assertEquals("x", token(given));
        List<String> problems = new Given(root)
                .flags(Map.of("model.servers", "[{kind: openai, token: geheim}]"))
                .problems();
        assertEquals(1, problems.size());
        assertFalse(problems.get(0).contains("geheim"), problems::toString);
    }
}
