package demi.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.value.Holding;
import demi.api.value.MemoryKind;
import demi.api.value.Message;
import demi.notifications.NotificationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
 * difference: what came out is in target/, to be put in the place of the golden sample. Slow: 720 hours, five times.
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

    @Test
    void whoHasAHabit() throws IOException {
        // On five days a week, before work and after it; away on each weekend.
        month("habit", hour -> hour.getDayOfWeek().getValue() <= 5 && (hour.getHour() == 8 || hour.getHour() == 20));
    }

    @Test
    void aHouseOfTwo() throws IOException {
        try (ProactiveFixture house = new ProactiveFixture(folder, START, "", NotificationSettings.none())) {
            house.add("ann");
            house.add("bob");
            // Ann every day, and she tells of an exam and of her birthday; Bob on every other evening of nine days, and
            // then no more for three weeks.
            LocalDate exam = LocalDate.parse("2026-11-10");
            LocalDate birthday = LocalDate.parse("1990-11-20");
            Holding atNine = new Holding(exam, exam, LocalTime.of(9, 0), false);
            house.know("ann", "exam", MemoryKind.EVENT, "Has an exam in chemistry", atNine);
            Holding everyYear = new Holding(birthday, birthday, null, true);
            house.know("ann", "birthday", MemoryKind.IDENTITY, "Birthday is 20 November", everyYear);
            for (int hour = 0; hour < 30 * 24; hour++) {
                ZonedDateTime now = house.now().atZone(ProactiveFixture.ZONE);
                if (now.getHour() == 11 || now.getHour() == 19) {
                    house.say("ann", "Hello, number " + hour);
                }
                if (now.getHour() == 20 && hour < 9 * 24 && now.getDayOfMonth() % 2 == 1) {
                    house.say("bob", "Good evening, number " + hour);
                }
                house.look();
                house.pass(Duration.ofHours(1));
            }
            List<Decision> ann = house.decisions("ann");
            List<Decision> bob = house.decisions("bob");
            compare(
                    "two",
                    Stream.of(
                                    Stream.of("Ann"),
                                    ann.stream().map(MonthTest::line),
                                    Stream.of(sum(house, "ann", ann), "Bob"),
                                    bob.stream().map(MonthTest::line),
                                    Stream.of(sum(house, "bob", bob)))
                            .flatMap(lines -> lines));
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
        compare(name, Stream.concat(all.stream().map(MonthTest::line), Stream.of(sum(house, "ann", all))));
    }

    private static String line(Decision decision) {
        ZonedDateTime at = decision.at().atZone(ProactiveFixture.ZONE);
        ZonedDateTime until = decision.until().atZone(ProactiveFixture.ZONE);
        String times = decision.times() == 1 ? "" : " to " + TIME.format(until) + " (" + decision.times() + " times)";
        return TIME.format(at) + times + ": " + decision.kind().key() + ", " + decision.reason();
    }

    private static String sum(ProactiveFixture house, String user, List<Decision> all) {
        long spoken = all.stream().filter(each -> each.kind() != Kind.NOTHING).count();
        long written = house.messages(user).stream()
                .filter(message -> message.sender() == Message.Sender.USER)
                .count();
        assertEquals(
                house.messages(user).size() - 2 * written,
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
