package demi.autonomy;

import demi.api.EmotionApi;
import demi.api.store.AutonomyStore;
import demi.api.store.AutonomyStore.Past;
import demi.api.store.AutonomyStore.Person;
import demi.api.store.MemoryStore;
import demi.api.store.MessageStore;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.MemoryFact;
import demi.autonomy.habit.Days;
import demi.autonomy.habit.Habits;
import demi.autonomy.occasion.Occasion;
import demi.autonomy.occasion.Occasions;
import demi.autonomy.occasion.TalkedAbout;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the other rooms for what a decision about one person needs beside what holds for everybody. */
final class PersonInputs {

    /** A holiday of the last weeks explains an absence of the last weeks. */
    private static final int DAYS_BACK = 60;

    private static final int DAYS_AHEAD = 3;
    /** What comes once a year was asked after more than that ago the last time, or in this year. */
    private static final Duration ASKED_WITHIN = Duration.ofDays(400);
    /** Whether something has been talked about is looked for in so many messages. */
    private static final int LOOKED_THROUGH = 100;

    /** After that, how a talk ended makes nobody write any more. */
    private static final Duration LONGEST_EXCITEMENT = Duration.ofHours(12);

    private final Bus bus;
    private final AutonomySettings settings;

    PersonInputs(Bus bus, AutonomySettings settings) {
        this.bus = bus;
        this.settings = settings;
    }

    /** @param zone theirs */
    Future<PersonContext> of(Person person, ZoneId zone, DecisionContext situation) {
        if (person.lastMessageAt() == null || situation.paused() || !situation.settled()) {
            return Future.succeededFuture(PersonContext.of(person, zone));
        }
        Instant now = situation.now();
        LocalDate today = now.atZone(zone).toLocalDate();
        Future<Past> past =
                bus.request(AutonomyStore.PAST, new AutonomyStore.FindPast(person.userId(), now.minus(ASKED_WITHIN)));
        Future<MemoryStore.Found> dated = bus.request(
                MemoryStore.DATED,
                new MemoryStore.FindDated(person.userId(), today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD)));
        return Future.all(past, dated)
                .compose(both -> with(
                        person, zone, situation, past.result(), dated.result().memories()));
    }

    private Future<PersonContext> with(
            Person person, ZoneId zone, DecisionContext situation, Past past, List<MemoryFact> facts) {
        Instant now = situation.now();
        Occasions occasions = new Occasions(zone);
        List<Days> holidays = occasions.holidays(facts);
        Habits habits = new Habits(person.userId(), past.hours(), holidays, zone, now);
        Future<@Nullable Occasion> occasion = untold(person.userId(), occasions.due(facts, past.asked(), now));
        Instant said = situation.believable(Objects.requireNonNull(person.lastMessageAt()));
        Future<Double> missed = felt(Emotion.LONELINESS, null, habits.missedFor(said, now));
        Future<Double> excited = excited(person, situation, past.felt());
        return Future.all(occasion, missed, excited)
                .map(all -> new PersonContext(
                        person, habits, holidays, occasion.result(), missed.result(), excited.result()));
    }

    private Future<Double> excited(Person person, DecisionContext situation, @Nullable EmotionLevels felt) {
        return felt == null || situation.since(person.lastExchangeAt()).compareTo(LONGEST_EXCITEMENT) > 0
                ? Future.succeededFuture(0.0)
                : felt(Emotion.EXCITEMENT, felt, settings.conversation());
    }

    /** What so long alone makes of it. */
    private Future<Double> felt(Emotion emotion, @Nullable EmotionLevels from, Duration alone) {
        return alone.isZero()
                ? Future.succeededFuture(0.0)
                : bus.request(EmotionApi.PROJECT, new EmotionApi.Project(from, alone))
                        .map(projected -> projected.feelings().get(emotion));
    }

    /** The first that they have not spoken of yet. */
    private Future<@Nullable Occasion> untold(String userId, List<Occasion> due) {
        if (due.isEmpty()) {
            return Future.succeededFuture();
        }
        Instant since =
                due.stream().map(Occasion::talkedSince).min(Instant::compareTo).orElseThrow();
        return bus.request(MessageStore.HISTORY, new MessageStore.GetHistory(userId, LOOKED_THROUGH, 0, since))
                .map(page -> due.stream()
                        .filter(occasion -> !TalkedAbout.in(page.messages(), occasion))
                        .findFirst()
                        .orElse(null));
    }
}
