package demi.conductor;

import demi.contract.Bus;
import demi.contract.Line;
import demi.contract.Memories;
import demi.contract.Memories.Recalled;
import demi.contract.Message;
import demi.contract.MessageStore;
import demi.contract.Moods;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what a turn's prompt is made of: her mood, what she remembers, what the model has read, and who she is. */
final class Prompting {

    private static final Logger LOG = LoggerFactory.getLogger(Prompting.class);

    private final Bus bus;
    private final InstantSource clock;
    private final ConductorSettings settings;
    private final ZoneId zone;
    private final Persona persona;
    private final TokenBudget budget;
    private final Afterthoughts afterthoughts;
    private final Sight sight;

    Prompting(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            ConductorSettings settings,
            ZoneId zone,
            Persona persona,
            TokenBudget budget,
            Afterthoughts afterthoughts) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.zone = zone;
        this.persona = persona;
        this.budget = budget;
        this.afterthoughts = afterthoughts;
        this.sight = new Sight(vertx, bus);
    }

    Future<Prompt> of(Conversation conversation, Turn turn) {
        Message said = turn.said();
        Future<Moods.Mood> mood = bus.ask(Moods.HEARD, Shared.heard(said));
        Future<List<Line>> transcript = transcript(conversation, said);
        Future<Recalled> recalled = recall(turn);
        Future<List<String>> images = sight.of(said);
        return Future.all(mood, transcript, recalled, persona.text(), images).map(all -> {
            turn.mood(mood.result());
            String note =
                    StageNote.of(mood.result(), clock.instant(), said.createdAt(), conversation.spokeBefore(), zone)
                            + Shared.note(said)
                            + Recollections.of(recalled.result(), transcript.result());
            return Prompt.next(
                    all.resultAt(3),
                    transcript.result(),
                    conversation.summary(),
                    note,
                    Sight.words(said, images.result()),
                    images.result(),
                    budget);
        });
    }

    /** What she remembers helps, but nobody goes without an answer for want of it. */
    private Future<Recalled> recall(Turn turn) {
        Memories.Said said =
                new Memories.Said(turn.said().messageId(), turn.said().content());
        return bus.ask(
                        Memories.RECALL,
                        new Memories.Recall(
                                Shared.speakerOf(turn.said()), said, turn.said().speaker() != null))
                .map(recalled -> {
                    turn.forgets(recalled.forgets());
                    if (recalled.forgets()) {
                        afterthoughts.learnNothing(turn.userId());
                    }
                    return recalled;
                })
                .otherwise(thrown -> {
                    LOG.warn("Nothing could be recalled: {}", thrown.getMessage());
                    return Recalled.NOTHING;
                });
    }

    private Future<List<Line>> transcript(Conversation conversation, Message said) {
        List<Line> known = conversation.transcript();
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return bus.ask(MessageStore.TRANSCRIPT, new MessageStore.TranscriptOf(said.userId(), said.seq()))
                .compose(kept -> {
                    conversation.spoke(kept.spokeBefore());
                    conversation.summary(Summary.of(kept.notes()));
                    if (!kept.lines().isEmpty()) {
                        conversation.loaded(kept.lines(), true);
                        return Future.succeededFuture(kept.lines());
                    }
                    return fromHistory(conversation, said);
                });
    }

    /** A conversation that the model has never read, but that was had: of an earlier server. */
    private Future<List<Line>> fromHistory(Conversation conversation, Message said) {
        Instant since = clock.instant().minus(Duration.ofDays(settings.historyDays()));
        return bus.ask(MessageStore.HISTORY, new MessageStore.History(said.userId(), 100, said.seq(), since))
                .map(page -> {
                    List<Line> lines = Transcripts.of(page.messages());
                    conversation.loaded(lines, false);
                    return lines;
                });
    }
}
