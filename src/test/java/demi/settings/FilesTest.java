package demi.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.app.AllSettings;
import demi.logging.LogLevel;
import demi.settings.source.DidYouMean;
import demi.settings.source.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The YAML file and .env as people write them. */
class FilesTest {
    private static final List<Key<?>> KEYS = AllSettings.catalog().keys();

    @TempDir
    Path root;

    @Test
    void valuesStayWhatTheyAre() throws IOException {
        Given given = new Given(root).yaml("""
                ollama:
                  model: 0123
                resources:
                  auto_recover: yes
                discord:
                  bot_token: ${HOME}
                """);
        assertEquals("0123", given.settings().model().model());
        assertTrue(String.valueOf(given.records().get("supervisor")).contains("autoRecover=true"));
        assertEquals("${HOME}", given.botToken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "http:\n", "http:\n  port:\n", "~", "\uFEFFhttp: {port: 8000}"})
    void nothingSetIsFine(String yaml) throws IOException {
        assertEquals(new Given(root).settings(), new Given(root).yaml(yaml).settings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on: yes",
                "http: {port: 1, port: 2}",
                "http: {port: 1}\nhttp: {host: x}",
                "http: {port: 1}\nhttp.port: 2",
                "- a\n- b",
                "just words",
                "http: 8000",
                "http: [8000]",
                "http: {port: {a: b}}",
                "http: {port: [8000]}",
                "ollama: {fallbacks: [[a]]}",
                "ollama: {fallbacks: ['a,b']}",
                "http: {port: 1}\n---\nhttp: {port: 2}",
                "http: {? [a] : 1}",
                "http: !!java.net.URL [x]",
                "http: {host: !secret x}",
                "http: {port: 1",
                "a: &a [x]\nb: [*a]",
                "http: &h {port: 1}\nmanagement: *h",
                "http: &h {port: 1, *h : 2}",
                "http:\n\tport: 1",
                "ANDROID_API_PORT: 1",
            })
    void aBrokenFileIsAProblem(String yaml) throws IOException {
        List<String> problems = new Given(root).yaml(yaml).problems();
        assertFalse(problems.isEmpty());
        assertTrue(problems.stream().anyMatch(problem -> problem.contains("demi.yaml")), problems::toString);
    }

    @Test
    void aSyntaxErrorHasItsPlaceAndQuotesNothing() throws IOException {
        List<String> problems =
                new Given(root).yaml("tokens:\n  access_secret: \"hidden\n").problems();
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).contains("line 3"), problems::toString);
        assertFalse(problems.get(0).contains("hidden"), problems::toString);
    }

    @Test
    void aBombOfAliasesOrDepthEndsAtOnce() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertFalse(new Given(root).yaml(bomb.toString()).problems().isEmpty());
        assertFalse(new Given(root).yaml("[".repeat(100_000)).problems().isEmpty());
        assertFalse(
                new Given(root).yaml("# " + "x".repeat(2_000_000)).problems().isEmpty());
    }

    @Test
    void aFileThatIsMissingOrNoTextIsAProblem() throws IOException {
        Path binary = Files.write(root.resolve("binary.yaml"), new byte[] {'a', (byte) 0xff, (byte) 0xfe});
        assertEquals(
                1, new Given(root).yamlFile(root.resolve("no.yaml")).problems().size());
        assertEquals(1, new Given(root).yamlFile(binary).problems().size());
        assertEquals(1, new Given(root).yamlFile(root).problems().size());
    }

    @Test
    void theNearestKnownKeyIsNamed() {
        assertEquals("http.port", DidYouMean.to("http.prot", KEYS));
        assertEquals("http.port", DidYouMean.to("ANDROID_API_PORT", KEYS));
        assertEquals("ollama.num_ctx", DidYouMean.to("model.num_ctx", KEYS));
        assertEquals("ollama.num_ctx", DidYouMean.to("ollama.NumCtx", KEYS));
        assertEquals("timezone", DidYouMean.to("time_zone", KEYS));
        assertEquals("accounts", DidYouMean.to("acounts", KEYS));
        assertEquals("ollama", DidYouMean.to("olama", KEYS));
    }

    @Test
    void dotEnvUnderstandsCommentsAndQuotes() throws IOException {
        Given given = new Given(root)
                .dotEnvInDataDir(String.join(
                        "\r\n",
                        "# Demi",
                        "",
                        "OLLAMA_MODEL = mistral # the good one",
                        "DEMI_ADMIN_EMAIL='me@example.org'",
                        "DEMI_ADMIN_PASSWORD=\"pass # word\"",
                        "DEMI_LOG_LEVEL=DEBUG",
                        "UNKNOWN_TO_DEMI=x"));
        assertEquals("mistral", given.settings().model().model());
        assertEquals("me@example.org", given.settings().accounts().adminEmail());
        assertEquals("pass # word", given.adminPassword());
        assertEquals(LogLevel.DEBUG, given.settings().logging().level());
    }

    /** Each as sh and python-dotenv read it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "good#password|good#password",
                "good##password# #x|good##password#",
                "good password # the rest|good password",
                "good=password=|good=password=",
                "\"good # password\" # the rest|good # password",
                "'good # password'|good # password",
                "'good \"password\"'|good \"password\"",
                "\"good 'password'\"|good 'password'",
                "\"good \\\"password\\\"\"|good \"password\"",
                "'good $password ${x}'|good $password ${x}",
                "good$password|good$password",
                "'good\\npassword'|good\\npassword",
                "\"good\\tpassword\"|`good\tpassword`",
                "good\"password\"|good\"password\"",
                "good\\password|good\\password"
            })
    void dotEnvValuesAreWhatAShellMakesOfThem(String written, String meant) throws IOException {
        for (String line : List.of("DEMI_ADMIN_PASSWORD=", "export DEMI_ADMIN_PASSWORD=", "  DEMI_ADMIN_PASSWORD = ")) {
            Given given = new Given(root)
                    .dotEnvInDataDir("DEMI_ADMIN_EMAIL=me@example.org\n" + line + written + "\nDEMI_LOG_LEVEL=DEBUG");
            assertEquals(meant, given.adminPassword(), line);
            assertEquals(LogLevel.DEBUG, given.settings().logging().level());
        }
    }

    @Test
    void aQuotedDotEnvValueMayGoOverSeveralLines() throws IOException {
        Given given = new Given(root)
                .dotEnvInDataDir(
                        "\uFEFFDEMI_ADMIN_EMAIL=me@example.org\nDEMI_ADMIN_PASSWORD='two\n#lines of it'\n#end");
        assertEquals("two\n#lines of it", given.adminPassword());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DEMI_ADMIN_PASSWORD=\"hidden",
                "DEMI_ADMIN_PASSWORD='hidden",
                "DEMI_ADMIN_PASSWORD=\"hidden\"word",
                "DEMI_ADMIN_PASSWORD=hidden${word}",
                "DEMI_ADMIN_PASSWORD=\"hidden ${word}\"",
                "hidden without equals",
                "=hidden"
            })
    void aLineThatCouldMeanSomethingElseIsAProblem(String line) throws IOException {
        List<String> problems =
                new Given(root).dotEnvInDataDir("DEMI_DEBUG=1\n" + line + "\n").problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("line 2"), problems::toString);
        assertFalse(problems.get(0).contains("hidden"), problems::toString);
    }
}
