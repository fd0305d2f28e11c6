package demi.autonomy;

import demi.api.ChatApi;
import demi.api.NotificationsApi;
import demi.api.store.AutonomyStore.Person;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.util.TimeOrderedId;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
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
    private final PersonInputs persons;

    ProactiveRun(Bus bus, ProactivePolicy decider, DecisionInputs circumstances, PersonInputs persons, Claims claims) {
        this.bus = bus;
        this.policy = decider;
        this.inputs = circumstances;
        this.persons = persons;
        this.claims = claims;
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
            return done;
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
        return persons.of(person, policy.zone(person.quiet()), situation)
                .map(who -> policy.decideForPerson(who, situation))
                .compose(verdict -> verdict.speaks()
                        ? write(person, verdict, situation)
                        : claims.decided(person.userId(), verdict, situation, null));
    }

    private Future<Ack> write(Person person, PolicyResult verdict, DecisionContext situation) {
        String id = TimeOrderedId.next();
        return claims.claim(id, person.userId(), verdict, situation).compose(claimed -> {
            if (!claimed.granted()) {
                return claims.decided(person.userId(), Claims.taken(verdict), situation, null);
            }
            return bus.request(
                            ChatApi.WRITE_FIRST,
                            new ChatApi.WriteFirst(
                                    person.userId(),
                                    id,
                                    verdict.tone(),
                                    verdict.moved(),
                                    policy.zone(person.quiet()),
                                    verdict.occasion() == null
                                            ? null
                                            : verdict.occasion().what()))
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
}
