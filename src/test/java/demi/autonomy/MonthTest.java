package demi.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.value.Message;
import demi.notifications.NotificationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month, hour by hour, with the real rooms: how often she wrote first, when, and why. Whoever changes that reads the
 * difference: what came out is in target/, to be put in the place of the golden sample. Slow: 720 hours, three times.
 */
@Tag("slow")
class MonthTest {

    private static final Instant START = Instant.parse("2026-11-01T09:00:00Z");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd EEE HH:mm", Locale.ENGLISH);

    @TempDir
    Path folder;

    @Test
    void whoWritesEveryDay() throws IOException {
        // A word in the morning, and half an hour of talk in the evening; one weekend away.
        month(
                "chatty",
                hour -> (hour.getDayOfMonth() != 14 && hour.getDayOfMonth() != 15)
                        && (hour.getHour() == 11 || hour.getHour() == 19));
    }

    @Test
    void whoWroteOnce() throws IOException {
        month("silent", hour -> hour.toInstant().equals(START));
    }

    @Test
    void whoLivesAtNight() throws IOException {
        try (ProactiveFixture house = new ProactiveFixture(folder, START, "", NotificationSettings.none())) {
            house.add("ann");
            house.ask(
                    AutonomyApi.SET_QUIET,
                    new AutonomyApi.SetQuiet("ann", new Quiet(null, LocalTime.of(7, 0), LocalTime.of(16, 0), null)));
            run(
                    house,
                    "night",
                    hour -> hour.getDayOfWeek().getValue() <= 4
                            && (hour.getHour() == 1 || hour.getHour() == 3 || hour.getHour() == 22));
            house.decisions("ann").stream()
                    .filter(decision -> decision.kind() != Kind.NOTHING)
                    .map(decision -> decision.at().atZone(ProactiveFixture.ZONE).getHour())
                    .forEach(hour -> assertTrue(hour < 7 || hour >= 16, "her own quiet hours, not the usual ones"));
        }
    }

    private void month(String name, Predicate<ZonedDateTime> writes) throws IOException {
        try (ProactiveFixture house = new ProactiveFixture(folder, START, "", NotificationSettings.none())) {
            house.add("ann");
            run(house, name, writes);
        }
    }

    private static void run(ProactiveFixture house, String name, Predicate<ZonedDateTime> writes) throws IOException {
        for (int hour = 0; hour < 30 * 24; hour++) {
            if (writes.test(house.now().atZone(ProactiveFixture.ZONE))) {
                house.say("ann", "Hello, number " + hour);
            }
            house.look();
            house.pass(Duration.ofHours(1));
        }
        List<Decision> all = house.decisions("ann");
        compare(name, Stream.concat(all.stream().map(MonthTest::line), Stream.of(sum(house, all))));
    }

    private static String line(Decision decision) {
        ZonedDateTime at = decision.at().atZone(ProactiveFixture.ZONE);
        ZonedDateTime until = decision.until().atZone(ProactiveFixture.ZONE);
        String times = decision.times() == 1 ? "" : " to " + TIME.format(until) + " (" + decision.times() + " times)";
        return TIME.format(at) + times + ": " + decision.kind().key() + ", " + decision.reason();
    }

    private static String sum(ProactiveFixture house, List<Decision> all) {
        long spoken = all.stream().filter(each -> each.kind() != Kind.NOTHING).count();
        long written = house.messages("ann").stream()
                .filter(message -> message.sender() == Message.Sender.USER)
                .count();
        assertEquals(
                house.messages("ann").size() - 2 * written,
                spoken,
                "every message of hers is an answer, or has its decision");
        return "In all: she wrote first " + spoken + " times; they wrote " + written + " times.";
    }

    private static void compare(String name, Stream<String> lines) throws IOException {
        Path golden = GOLDEN.resolve("month-" + name + ".txt");
        String now = lines.collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(Path.of("target", golden.getFileName().toString()), now);
        assertEquals(Files.readString(golden), now);
    }
}
