package demi.conductor.context;

import demi.api.store.MemoryStore;
import demi.api.store.MessageStore;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.conductor.prompt.GraveWords;
import demi.util.OneLine;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second talk with somebody takes up something of the first, once and lightly. Which message begins it is told by the
 * messages alone, so that no restart makes it two.
 */
final class SecondTalk {

    private static final Logger LOG = LoggerFactory.getLogger(SecondTalk.class);

    /** After a shorter one it is the same talk. */
    private static final Duration PAUSE = Duration.ofHours(4);
    /** A talk after midnight is of the day before. */
    private static final Duration NIGHT = Duration.ofHours(4);
    /** Whoever has said more on the first day is no stranger any more. */
    private static final int MOST_MESSAGES = 400;

    private static final int MOST_FACTS = 20;
    /** Whoever writes so much has something else on their mind. */
    private static final int LONG = 300;

    private static final int SHORTEST_QUOTE = 20;
    private static final int LONGEST_QUOTE = 160;

    private static final String LIGHTLY =
            "This is the second day that you talk. If it fits what they write now, take up this of"
                    + " the first, lightly and only once:\n- ";

    private final Bus bus;

    SecondTalk(Bus bus) {
        this.bus = bus;
    }

    /** What the model is told at this message; empty where it does not begin their second talk. Never fails. */
    Future<String> sentence(Message said, Instant spokeBefore, ZoneId zone) {
        if (Duration.between(spokeBefore, said.createdAt()).compareTo(PAUSE) < 0
                || said.content().length() > LONG) {
            return Future.succeededFuture("");
        }
        return bus.request(
                        MessageStore.HISTORY,
                        new MessageStore.GetHistory(said.userId(), MOST_MESSAGES, said.seq(), null))
                .compose(first -> first.more() || !begins(first.messages(), said, zone)
                        ? Future.succeededFuture("")
                        : ofFirst(said.userId(), first.messages()))
                .recover(thrown -> {
                    LOG.warn("Could not look at the first talk: user={} reason={}", said.userId(), thrown.getMessage());
                    return Future.succeededFuture("");
                });
    }

    /** All before it is of one day, and it is of another. */
    private static boolean begins(List<Message> before, Message said, ZoneId zone) {
        List<LocalDate> days = before.stream()
                .filter(message -> message.sender() == Message.Sender.USER)
                .map(message -> day(message, zone))
                .distinct()
                .toList();
        return days.size() == 1 && day(said, zone).isAfter(days.get(0));
    }

    private static LocalDate day(Message message, ZoneId zone) {
        return message.createdAt().minus(NIGHT).atZone(zone).toLocalDate();
    }

    private Future<String> ofFirst(String userId, List<Message> first) {
        return bus.request(MemoryStore.LIST, new MemoryStore.ListFacts(userId, MOST_FACTS, 0))
                .map(found -> learned(found.memories())
                        .or(() -> quoted(first))
                        .map(what -> LIGHTLY + what + "\n")
                        .orElse(""));
    }

    /** What happens or what they like says more of somebody than where they work; what is grave is nothing to take up lightly. */
    private static Optional<String> learned(List<MemoryFact> facts) {
        return facts.stream()
                .filter(fact -> fact.endedAt() == null && fact.kind() != MemoryKind.HEALTH)
                .filter(fact -> !GraveWords.areIn(fact.content()))
                .min(Comparator.comparingInt(fact -> rank(fact.kind())))
                .map(fact -> OneLine.of(fact.content()));
    }

    private static int rank(@Nullable MemoryKind kind) {
        return kind == null
                ? 3
                : switch (kind) {
                    case EVENT -> 0;
                    case TASTE -> 1;
                    case FAMILY, LIFE -> 2;
                    case OTHER, IDENTITY, HEALTH -> 3;
                };
    }

    /** The longest thing that they said of themselves and that is no question. */
    private static Optional<String> quoted(List<Message> first) {
        return first.stream()
                .filter(message -> message.sender() == Message.Sender.USER)
                .map(message -> OneLine.of(message.content()))
                .filter(text -> !GraveWords.areIn(text))
                .filter(text ->
                        text.length() >= SHORTEST_QUOTE && text.length() <= LONGEST_QUOTE && !text.contains("?"))
                .max(Comparator.comparingInt(String::length))
                .map(text -> "They said: \u201C" + text.replaceAll("[\\[\\]\u201C\u201D]", "") + "\u201D");
    }
}
