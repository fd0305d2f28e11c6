package demi.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.logging.LoggingSettings.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingSetupTest {
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoiMSJ9.c2lnbmF0dXJlLXdlcnQ";
    private static final String BOT = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0123";

    @TempDir
    Path root;

    private final PrintStream stdout = System.out;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @BeforeEach
    void catchConsole() {
        System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() throws Exception {
        System.setOut(stdout);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void noSecretGetsThrough(Format format) throws IOException {
        start(LogLevel.DEBUG, false, format);
        Logger log = LoggerFactory.getLogger("demi.http");
        log.info("GET /api/v1/chat/ws?token={}&stream=1", "hidden-1");
        log.info("GET //api/v1/chat/ws?stream=1&TOKEN=hidden-2");
        log.warn("Authorization: Bearer hidden-3");
        log.warn("authorization: bearer  hidden-4, next");
        log.warn("bare {} and {}", JWT, BOT);
        log.warn("{\"access_token\":\"hidden-5\", \"password\": \"hidden-6 with \\\" quote\"}");
        log.warn("token=\"hidden-7\" and token='hidden-8' and token%3Dhidden-9");
        log.warn("token=ab\\hidden-10 token=ab\"hidden-11");
        log.warn("http://me:hidden-12@ollama.lan/");
        log.error(
                "failed",
                new IllegalStateException(
                        "at ?token=hidden-13", new IOException("Bearer hidden-14\n\tBearer\thidden-15 " + JWT)));
        var suppressing = new IOException("outer");
        suppressing.addSuppressed(new IOException("refresh_token=hidden-16"));
        log.error("suppressed", suppressing);
        MDC.put("uri", "/x?token=hidden-17");
        log.atInfo().addKeyValue("header", "Bearer hidden-18").log("Bearer \nhidden-19");
        MDC.clear();
        log.error("DISCORD_BOT_TOKEN = {} JWT_SECRET_KEY={}", "hidden-20", "hidden-21");

        for (String written : List.of(file(), console())) {
            assertFalse(written.contains("hidden"), written);
            assertFalse(written.contains(JWT.substring(0, 12)), written);
            assertFalse(written.contains(BOT.substring(0, 12)), written);
            assertTrue(written.contains("stream=1"), written);
            assertTrue(written.contains("IllegalStateException"), written);
            assertTrue(written.contains("next"), written);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatTheOwnerHasSetAsASecretIsNotLoggedHoweverItStandsThere(Format format) throws IOException {
        start(LogLevel.INFO, false, format);
        LoggerFactory.getLogger("demi.http")
                .error(
                        "POST /bot123:hidden from no name/getMe and 123%3Ahidden+from+no+name, 123:hidden from no name-tail",
                        new IOException("123:hidden from no name"));
        for (String written : List.of(file(), console())) {
            assertFalse(written.contains("hidden"), written);
            assertFalse(written.contains("tail"), written);
            assertTrue(written.contains("/bot***/getMe"), written);
            assertTrue(written.contains("demi.http"), written);
        }
    }

    @Test
    void jsonIsOneObjectALine() throws IOException {
        start(LogLevel.INFO, false, Format.JSON);
        Logger log = LoggerFactory.getLogger("demi.store");
        log.info("two\nlines and token=ab\"c\nnext", new IOException("Bearer a\"b"));
        log.warn("plain");
        List<String> lines = file().lines().toList();
        assertEquals(2, lines.size());
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertEquals("INFO", first.path("level").asText());
        assertEquals(
                "two\nlines and token=***\nnext", first.path("formattedMessage").asText());
        assertEquals(
                "plain",
                new ObjectMapper()
                        .readTree(lines.get(1))
                        .path("formattedMessage")
                        .asText());
    }

    @Test
    void aMessageCannotLookLikeALineOfItsOwn() throws IOException {
        start(LogLevel.INFO, false, Format.TEXT);
        LoggerFactory.getLogger("demi.http").info("from {}", "x\n2026-01-01 00:00:00.000 ERROR demi forged");
        assertEquals(1, file().lines().count());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void neitherCanAnException(Format format) throws IOException {
        start(LogLevel.INFO, false, format);
        String forged = "\r\n2026-01-01 00:00:00.000 ERROR demi forged";
        LoggerFactory.getLogger("demi.http")
                .info("from", new IOException("x" + forged, new IOException("y\r2026\u0085\u20282026" + forged)));
        List<String> lines = file().lines().toList();
        assertEquals(1, lines.stream().filter(line -> !line.startsWith("  ")).count(), lines::toString);
        assertFalse(file().contains("\r") || file().contains("\u0085") || file().contains("\u2028"), file());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void nothingSpeaksToTheTerminal(Format format) throws IOException {
        start(LogLevel.INFO, false, format);
        LoggerFactory.getLogger("demi.http")
                .info("a\u001b[31mb\u0007\b\u009b\u202ec\u007fé😀", new IOException("\u001b]0;x"));
        String written = file();
        String sequence = format == Format.JSON ? "a\\u001B[31mb\\u0007\\b" : "a\\u001b[31mb\\u0007\\u0008";
        assertTrue(written.contains(sequence + "\\u009b\\u202ec\\u007fé😀"), written);
        assertTrue(written.chars().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c)), written);
    }

    @Test
    void jsonStaysJsonWhateverIsHidden() throws IOException {
        start(LogLevel.INFO, false, Format.JSON);
        Logger log = LoggerFactory.getLogger("demi.http");
        MDC.put("apiToken", "hidden-1");
        List<String> attacks =
                List.of("token=", "password=\"", "%3Dsecret%3D", "\\", "\"", "'", "{", "a\\u0022", "\u2028");
        for (String attack : attacks) {
            log.atInfo().addKeyValue("password", "hidden-2 " + attack).log("x {}", attack, new IOException(attack));
            log.info(attack + " ".repeat(100_000) + attack);
        }
        MDC.clear();
        List<String> lines = file().lines().toList();
        assertEquals(2 * attacks.size(), lines.size());
        for (String line : lines) {
            assertTrue(new ObjectMapper().readTree(line).isObject());
            assertFalse(line.contains("hidden"), line);
        }
    }

    @Test
    void theFileIsTodaysAndPrivate() throws IOException {
        start(LogLevel.INFO, false, Format.TEXT);
        LoggerFactory.getLogger("demi").info("hello");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(logFile())));
        assertTrue(file().contains("INFO  demi hello"), file());
        assertTrue(console().contains("hello"));
    }

    @Test
    void levelsChangeWhileItRuns() throws IOException {
        start(LogLevel.WARNING, false, Format.TEXT);
        Logger log = LoggerFactory.getLogger("demi.model");
        log.info("one");
        LoggingSetup.change(LogLevel.DEBUG);
        log.debug("two");
        LoggerFactory.getLogger("io.netty.channel").info("noise");
        LoggingSetup.change(LogLevel.CRITICAL);
        log.warn("three");
        assertTrue(file().contains("two"));
        assertFalse(file().contains("one") || file().contains("three") || file().contains("noise"), file());
    }

    @Test
    void theOwnersWordCountsWhateverTheSettingsSaid() throws IOException {
        start(LogLevel.INFO, true, Format.TEXT);
        Logger log = LoggerFactory.getLogger("demi.model");
        assertEquals(LogLevel.DEBUG, LoggingSetup.level());
        LoggingSetup.change(LogLevel.ERROR);
        assertEquals(LogLevel.ERROR, LoggingSetup.level());
        log.warn("one");
        LoggingSetup.change(LogLevel.CRITICAL);
        LoggingSetup.change(LogLevel.INFO);
        assertEquals(LogLevel.INFO, LoggingSetup.level());
        log.debug("two");
        log.info("three");
        assertFalse(file().contains("one") || file().contains("two"), file());
        assertTrue(file().contains("three"));
        for (String level : List.of("ERROR", "CRITICAL", "INFO")) {
            assertTrue(file().contains("The owner has set the level of the log to " + level), file());
        }
    }

    @Test
    void whatAPeerSentBackIsNotRepeated() throws IOException {
        start(LogLevel.DEBUG, false, Format.TEXT);
        LoggerFactory.getLogger("io.vertx.core.net.impl.ConnectionBase")
                .error("Multiple Content-Length values found: [{\"messages\": \"hidden\"}]");
        assertFalse(file().contains("hidden"), file());
    }

    @Test
    void debugIsForDemisOwnClasses() throws IOException {
        start(LogLevel.ERROR, true, Format.TEXT);
        LoggerFactory.getLogger("demi.model").debug("ours");
        LoggerFactory.getLogger("io.vertx").warn("theirs");
        assertTrue(file().contains("ours"));
        assertFalse(file().contains("theirs"));
    }

    @Test
    void anOddDirectoryWorks() throws IOException {
        root = Files.createDirectories(root.resolve("half of (Demi's) {data}, #1"));
        start(LogLevel.INFO, false, Format.TEXT);
        LoggerFactory.getLogger("demi").info("hello");
        assertTrue(file().contains("hello"));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAFailure() throws IOException {
        Files.writeString(root.resolve("logs"), "a file");
        assertThrows(IOException.class, () -> start(LogLevel.INFO, false, Format.TEXT));
    }

    /** Its EntityBuilder puts whole messages into the log, others what a server answers. */
    @ParameterizedTest
    @EnumSource(LogLevel.class)
    void noLoggerOfJdaLetsWordsThrough(LogLevel level) throws Exception {
        start(level, false, Format.TEXT);
        List<String> names = jdasClasses();
        assertTrue(names.size() > 1_000, "classes of JDA: " + names.size());
        names.add("net.dv8tion");
        names.add("net.dv8tion.not.there.yet");
        for (String name : names) {
            Logger log = LoggerFactory.getLogger(name);
            Exception thrown = new IllegalStateException("hidden-1", new IOException("hidden-2"));
            log.error("hidden-3 {}", "hidden-4", thrown);
            log.warn("hidden-5", thrown);
            log.info("hidden-6");
            log.debug("hidden-7");
            log.trace("hidden-8 {}", "hidden-9");
        }
        LoggingSetup.change(LogLevel.DEBUG);
        names.forEach(name -> LoggerFactory.getLogger(name).debug("hidden-10"));
        assertFalse(file().contains("hidden"));
        assertFalse(console().contains("hidden"));
        assertTrue(file().contains("A library reports a problem: logger=EntityBuilder"
                + " thrown=java.lang.IllegalStateException, by java.io.IOException"));
    }

    private static List<String> jdasClasses() throws Exception {
        Path jar = Path.of(net.dv8tion
                .jda
                .api
                .JDA
                .class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(jar.toFile())) {
            return new ArrayList<>(zip.stream()
                    .map(java.util.zip.ZipEntry::getName)
                    .filter(name -> name.startsWith("net/dv8tion/") && name.endsWith(".class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .toList());
        }
    }

    @Test
    void oldFilesGo() throws IOException {
        Path logs = Files.createDirectories(root.resolve("logs"));
        List<Path> old = new ArrayList<>();
        for (int days : new int[] {15, 20, 46, 60, 400}) {
            old.add(Files.writeString(logs.resolve(day(days)), ""));
        }
        List<Path> kept = List.of(
                Files.writeString(logs.resolve(day(3)), ""),
                Files.writeString(logs.resolve(day(14)), ""),
                Files.writeString(logs.resolve("demi_notes.log"), ""),
                Files.writeString(logs.resolve("another.txt"), ""));
        start(LogLevel.INFO, false, Format.TEXT);
        assertTrue(old.stream().noneMatch(Files::exists));
        assertTrue(kept.stream().allMatch(Files::exists));
    }

    private static String day(int before) {
        return "demi_" + LocalDate.now(ZoneId.systemDefault()).minusDays(before) + ".log";
    }

    private void start(LogLevel level, boolean debug, Format format) throws IOException {
        LoggingSetup.start(
                new LoggingSettings(level, debug, format, 14),
                root,
                List.of("123:hidden from no name", "demi", "123:hidden from no name-tail"));
    }

    private Path logFile() {
        return root.resolve("logs/demi_" + LocalDate.now(ZoneId.systemDefault()) + ".log");
    }

    private String file() throws IOException {
        return Files.readString(logFile());
    }

    private String console() {
        return console.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aDaysFileEndsWhereItIsTooLargeAndSaysSo() throws IOException {
        Path path = root.resolve("demi.log");
        for (int start = 0; start < 2; start++) {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern("%msg%n");
            encoder.start();
            TimeBasedRollingPolicy<ILoggingEvent> daily = new TimeBasedRollingPolicy<>();
            DailyLogAppender file = new DailyLogAppender(1_000);
            daily.setContext(context);
            daily.setParent(file);
            daily.setFileNamePattern(root + "/demi_%d{yyyy-MM-dd}.log");
            daily.start();
            file.setContext(context);
            file.setFile(path.toString());
            file.setEncoder(encoder);
            file.setRollingPolicy(daily);
            file.start();
            ch.qos.logback.classic.Logger log = context.getLogger("demi.fills");
            log.addAppender(file);
            for (int i = 0; i < 1_000; i++) {
                log.warn("a line of 23 characters");
            }
            file.stop();
        }
        List<String> lines = Files.readAllLines(path);
        assertEquals(43, lines.size());
        assertTrue(lines.get(42).contains("ends here"), lines.get(42));
    }
}
