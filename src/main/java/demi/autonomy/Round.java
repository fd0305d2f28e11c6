package demi.autonomy;

import demi.contract.Autonomy.Kind;
import demi.contract.AutonomyStore.Person;
import demi.contract.Bus;
import demi.contract.Chat;
import demi.contract.Chat.Tone;
import demi.contract.Done;
import demi.contract.Emotion;
import demi.contract.Failure;
import demi.contract.Message;
import demi.contract.Notifications;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about everybody, one after the other, and does it. Before any word is asked for, the store gives the right to
 * speak, to one at a time; what came of it is in the ledger.
 */
final class Round {

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final Bus bus;
    private final Decider decider;
    private final Circumstances circumstances;
    private final Claims claims;
    private final Rambles rambles;

    Round(Bus bus, Decider decider, Circumstances circumstances, Claims claims, Rambles rambles) {
        this.bus = bus;
        this.decider = decider;
        this.circumstances = circumstances;
        this.claims = claims;
        this.rambles = rambles;
    }

    /**
     * Fails only when it cannot be known what is: when the store, the mood or the model cannot be asked. What goes wrong with
     * one person is theirs alone.
     */
    Future<Done> all() {
        return circumstances.people().compose(all -> {
            Future<Done> done = Future.succeededFuture(Done.DONE);
            for (Person person : inTurn(all.people())) {
                done = done.compose(before -> about(person.userId()));
            }
            return done.compose(before -> rambles.look());
        });
    }

    /** Where not all can be written to, it is the turn of whoever was not for longest. */
    private static List<Person> inTurn(List<Person> people) {
        return people.stream()
                .sorted(Comparator.comparing(
                        person -> person.tries().last(), Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /** What is known is asked for anew: time has passed since the one before. */
    private Future<Done> about(String userId) {
        return circumstances
                .now()
                .compose(now -> now.people().people().stream()
                        .filter(person -> person.userId().equals(userId))
                        .findFirst()
                        .map(person -> about(person, now.situation()).recover(thrown -> {
                            // They may have been removed meanwhile.
                            LOG.warn("Nothing came of {}: {}", userId, thrown.getMessage());
                            return Future.succeededFuture(Done.DONE);
                        }))
                        .orElseGet(() -> Future.succeededFuture(Done.DONE)));
    }

    private Future<Done> about(Person person, Situation situation) {
        Verdict verdict = decider.about(person, situation);
        return verdict.speaks()
                ? write(person, verdict, situation)
                : claims.decided(person.userId(), verdict, situation, null);
    }

    private Future<Done> write(Person person, Verdict verdict, Situation situation) {
        String id = UUID.randomUUID().toString();
        Emotion moved = Objects.requireNonNull(verdict.moved());
        return claims.claim(id, person.userId(), verdict, situation).compose(claimed -> {
            if (!claimed.given()) {
                return claims.decided(person.userId(), Claims.taken(verdict), situation, null);
            }
            return bus.ask(
                            Chat.WRITE_FIRST,
                            new Chat.WriteFirst(
                                    person.userId(),
                                    id,
                                    tone(verdict.kind()),
                                    moved,
                                    decider.quiet(person.quiet()).zone()))
                    .recover(thrown -> Future.succeededFuture(failed(thrown)))
                    .compose(result -> {
                        Message message = result.message();
                        if (message != null) {
                            bus.tell(Notifications.WRITTEN, new Notifications.Written(message.userId()));
                            return claims.decided(person.userId(), verdict, situation, id);
                        }
                        return claims.letGo(id, person.userId(), verdict, situation, result.code(), result.reason());
                    });
        });
    }

    private static Chat.Written failed(Throwable thrown) {
        return new Chat.Written(null, "failed", "It failed: " + Failure.codeOf(thrown) + ".");
    }

    private static Tone tone(Kind kind) {
        return switch (kind) {
            case FOLLOW_UP -> Tone.PASSIVE_AGGRESSIVE;
            case HURT -> Tone.HURT;
            case NOTHING, CHECK_IN, RAMBLE -> Tone.PLAIN;
        };
    }
}
