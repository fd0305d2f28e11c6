package demi.autonomy;

import demi.api.AutonomyApi.Kind;
import demi.api.ChatApi;
import demi.api.ChatApi.Tone;
import demi.api.NotificationsApi;
import demi.api.store.AutonomyStore.Person;
import demi.api.value.Emotion;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
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
final class ProactiveRun {

    private static final Logger LOG = LoggerFactory.getLogger(ProactiveRun.class);

    private final Bus bus;
    private final ProactivePolicy policy;
    private final DecisionInputs inputs;
    private final Claims claims;
    private final Rambles rambles;

    ProactiveRun(Bus bus, ProactivePolicy decider, DecisionInputs circumstances, Claims claims, Rambles rambles) {
        this.bus = bus;
        this.policy = decider;
        this.inputs = circumstances;
        this.claims = claims;
        this.rambles = rambles;
    }

    /**
     * Fails only when it cannot be known what is: when the store, the mood or the model cannot be asked. What goes wrong with
     * one person is theirs alone.
     */
    Future<Ack> all() {
        return inputs.people().compose(all -> {
            Future<Ack> done = Future.succeededFuture(Ack.DONE);
            for (Person person : runOneByOne(all.people())) {
                done = done.compose(before -> runFor(person.userId()));
            }
            return done.compose(before -> rambles.runIfDue());
        });
    }

    /** Where not all can be written to, it is the turn of whoever was not for longest. */
    private static List<Person> runOneByOne(List<Person> people) {
        return people.stream()
                .sorted(Comparator.comparing(
                        person -> person.checkIns().last(), Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /** What is known is asked for anew: time has passed since the one before. */
    private Future<Ack> runFor(String userId) {
        return inputs.now()
                .compose(now -> now.people().people().stream()
                        .filter(person -> person.userId().equals(userId))
                        .findFirst()
                        .map(person -> runFor(person, now.situation()).recover(thrown -> {
                            // They may have been removed meanwhile.
                            LOG.warn("Check-in failed: user={} reason={}", userId, thrown.getMessage());
                            return Future.succeededFuture(Ack.DONE);
                        }))
                        .orElseGet(() -> Future.succeededFuture(Ack.DONE)));
    }

    private Future<Ack> runFor(Person person, DecisionContext situation) {
        PolicyResult verdict = policy.decideForPerson(person, situation);
        return verdict.speaks()
                ? write(person, verdict, situation)
                : claims.decided(person.userId(), verdict, situation, null);
    }

    private Future<Ack> write(Person person, PolicyResult verdict, DecisionContext situation) {
        String id = UUID.randomUUID().toString();
        Emotion moved = Objects.requireNonNull(verdict.moved());
        return claims.claim(id, person.userId(), verdict, situation).compose(claimed -> {
            if (!claimed.granted()) {
                return claims.decided(person.userId(), Claims.taken(verdict), situation, null);
            }
            return bus.request(
                            ChatApi.WRITE_FIRST,
                            new ChatApi.WriteFirst(
                                    person.userId(),
                                    id,
                                    tone(verdict.kind()),
                                    moved,
                                    policy.quiet(person.quiet()).zone()))
                    .recover(thrown -> Future.succeededFuture(failed(thrown)))
                    .compose(result -> {
                        Message message = result.message();
                        if (message != null) {
                            bus.publish(
                                    NotificationsApi.NOTIFICATION_QUEUED,
                                    new NotificationsApi.NotificationQueued(message.userId()));
                            return claims.decided(person.userId(), verdict, situation, id);
                        }
                        return claims.release(id, person.userId(), verdict, situation, result.code(), result.reason());
                    });
        });
    }

    private static ChatApi.CheckIn failed(Throwable thrown) {
        return new ChatApi.CheckIn(null, "failed", "It failed: " + Failure.codeOf(thrown) + ".");
    }

    private static Tone tone(Kind kind) {
        return switch (kind) {
            case FOLLOW_UP -> Tone.PASSIVE_AGGRESSIVE;
            case HURT -> Tone.HURT;
            case NOTHING, CHECK_IN, RAMBLE -> Tone.PLAIN;
        };
    }
}
