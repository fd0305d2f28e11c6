package demi.conductor;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.QuietUnderstood;
import demi.api.EmotionApi;
import demi.api.MemoryApi;
import demi.api.MemoryApi.Recalled;
import demi.api.store.MessageStore;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.conductor.followup.FollowUpJobs;
import demi.conductor.followup.QuietConfirmation;
import demi.conductor.prompt.ConversationSummary;
import demi.conductor.prompt.GroupChat;
import demi.conductor.prompt.ImageLoader;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.Prompt;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.prompt.TranscriptFromHistory;
import demi.conductor.prompt.TurnContextNote;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.PreparedTurn;
import demi.conductor.turn.Turn;
import demi.util.NameLabels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what a turn's prompt is made of: her mood, what she remembers, what the model has read, and who she is. */
final class PromptAssembler {

    private static final Logger LOG = LoggerFactory.getLogger(PromptAssembler.class);

    /** Messages in which names are looked for. */
    private static final int SPEAKERS_IN = 200;

    private final Bus bus;
    private final InstantSource clock;
    private final ConductorSettings settings;
    private final ZoneId zone;
    private final Persona persona;
    private final TokenBudget budget;
    private final FollowUpJobs followUps;
    private final ImageLoader sight;

    PromptAssembler(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            ConductorSettings settings,
            ZoneId zone,
            Persona persona,
            TokenBudget budget,
            FollowUpJobs followUps) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.zone = zone;
        this.persona = persona;
        this.budget = budget;
        this.followUps = followUps;
        this.sight = new ImageLoader(vertx, bus);
    }

    /** The prompt of a message; a further try gets the very one of the first. */
    Future<Prompt> of(ConversationState conversation, Turn turn) {
        PreparedTurn before = conversation.prepared();
        return before != null && before.messageId().equals(turn.said().messageId())
                ? again(withNewNotes(conversation, before), turn)
                : prepare(conversation, turn);
    }

    /** The same bytes; what she feels may have changed since, and is shown with the reply. */
    private Future<Prompt> again(PreparedTurn before, Turn turn) {
        return bus.ask(EmotionApi.NOW, new EmotionApi.HowAreYou(GroupChat.speakerOf(turn.said())))
                .otherwise(before.mood())
                .map(mood -> taken(before, turn, mood));
    }

    /** Where a talk had to be cut without notes, and there are some before the prompt was sent, they stand in it. */
    private PreparedTurn withNewNotes(ConversationState conversation, PreparedTurn before) {
        ConversationSummary notes = conversation.summary();
        boolean lacksThem =
                before.prompt().dropped() > 0 && notes != null && before.parts().summary() == null;
        return lacksThem && conversation.tries() == 0
                ? remade(conversation, before, before.parts().with(notes))
                : before;
    }

    private PreparedTurn remade(ConversationState conversation, PreparedTurn before, Prompt.Parts parts) {
        PreparedTurn now = before.with(parts, Prompt.of(parts, budget));
        conversation.prepare(now);
        return now;
    }

    /** The server has refused it as too long: the budget learns from that, and the prompt is made anew. */
    Prompt shorter(ConversationState conversation, Prompt refused) {
        budget.tooLong(refused.messages());
        PreparedTurn before = Objects.requireNonNull(conversation.prepared());
        Prompt.Parts parts = before.parts();
        // What a picture takes cannot be learned from, as nobody knows its share.
        Prompt shorter = remade(conversation, before, parts.images().isEmpty() ? parts : parts.unseen())
                .prompt();
        LOG.info(
                "Prompt refused as too long: user={} messages={}, next try messages={}",
                conversation.userId(),
                refused.messages().size(),
                shorter.messages().size());
        return shorter;
    }

    /** All that the model has read and written before the message that waits. */
    List<PromptMessage> talkBefore(ConversationState conversation) {
        return Objects.requireNonNull(conversation.prepared()).parts().read(budget);
    }

    private static Prompt taken(PreparedTurn prepared, Turn turn, EmotionApi.Mood mood) {
        turn.mood(mood);
        turn.forgets(prepared.forgets());
        turn.confirmation(prepared.confirmation());
        return prepared.prompt();
    }

    private Future<Prompt> prepare(ConversationState conversation, Turn turn) {
        Message said = turn.said();
        Future<EmotionApi.Mood> mood = bus.ask(EmotionApi.HEARD, GroupChat.heard(said));
        Future<Recalled> recalled = recall(turn);
        Future<NameLabels> names = names(said);
        // Not before: what is to be forgotten is taken out of the transcript.
        Future<List<PromptMessage>> transcript =
                recalled.compose(known -> transcript(conversation, said, known.forgets()));
        Future<List<String>> images = sight.of(said);
        Future<ZoneId> zone = zoneOf(said);
        Future<QuietUnderstood> quiet = quiet(said);
        return Future.all(List.of(mood, transcript, names, persona.text(), images, zone, quiet))
                .map(all -> {
                    TurnContextNote note = TurnContextNote.of(
                                    mood.result(),
                                    clock.instant(),
                                    said.createdAt(),
                                    conversation.spokeBefore(),
                                    zone.result(),
                                    GroupChat.isShared(said),
                                    recalled.result())
                            .and(QuietConfirmation.note(quiet.result(), clock.instant()));
                    Prompt.Parts parts = new Prompt.Parts(
                            all.resultAt(3),
                            transcript.result(),
                            conversation.summary(),
                            note,
                            ImageLoader.words(said, names.result(), images.result()),
                            images.result());
                    PreparedTurn prepared = new PreparedTurn(
                            said.messageId(),
                            parts,
                            Prompt.of(parts, budget),
                            mood.result(),
                            recalled.result().forgets(),
                            QuietConfirmation.of(quiet.result(), clock.instant()));
                    conversation.prepare(prepared);
                    return taken(prepared, turn, mood.result());
                });
    }

    /** The person's own where they have said so; where others read, the house's. */
    private Future<ZoneId> zoneOf(Message said) {
        if (GroupChat.isShared(said)) {
            return Future.succeededFuture(zone);
        }
        return bus.ask(AutonomyApi.QUIET, new AutonomyApi.QuietOf(said.userId()))
                .map(quiet -> Objects.requireNonNullElse(quiet.zone(), zone))
                .otherwise(zone);
    }

    /** Where others read, nobody asks for quiet of their own. */
    private Future<QuietUnderstood> quiet(Message said) {
        return GroupChat.isShared(said)
                ? Future.succeededFuture(QuietUnderstood.NOTHING)
                : bus.ask(
                                AutonomyApi.QUIET_UNDERSTOOD,
                                new AutonomyApi.QuietSaid(said.userId(), said.content(), said.createdAt()))
                        .otherwise(QuietUnderstood.NOTHING);
    }

    /** Of everybody who has spoken there lately: two of the same name are to be told apart in all of the prompt. */
    private Future<NameLabels> names(Message said) {
        if (!GroupChat.isShared(said)) {
            return Future.succeededFuture(new NameLabels());
        }
        return bus.ask(MessageStore.HISTORY, new MessageStore.History(said.userId(), SPEAKERS_IN, said.seq(), null))
                .map(page -> GroupChat.names(page.messages()))
                .onFailure(thrown -> LOG.warn("Could not read who spoke before: {}", thrown.getMessage()))
                .otherwise(new NameLabels());
    }

    /** What she remembers helps, but nobody goes without an answer for want of it. */
    private Future<Recalled> recall(Turn turn) {
        MemoryApi.Said said =
                new MemoryApi.Said(turn.said().messageId(), turn.said().content());
        return bus.ask(
                        MemoryApi.RECALL,
                        new MemoryApi.Recall(
                                GroupChat.speakerOf(turn.said()),
                                said,
                                turn.said().speaker() != null))
                .map(recalled -> {
                    turn.forgets(recalled.forgets());
                    if (recalled.forgets()) {
                        followUps.learnNothingAnywhere(GroupChat.speakerOf(turn.said()));
                    }
                    return recalled;
                })
                .otherwise(thrown -> {
                    LOG.warn("Nothing could be recalled: {}", thrown.getMessage());
                    return Recalled.NOTHING;
                });
    }

    private Future<List<PromptMessage>> transcript(ConversationState conversation, Message said, boolean changed) {
        List<PromptMessage> known = changed ? null : conversation.transcript();
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return bus.ask(MessageStore.TRANSCRIPT, new MessageStore.TranscriptOf(said.userId(), said.seq()))
                .compose(kept -> {
                    conversation.spoke(kept.spokeBefore());
                    conversation.summary(ConversationSummary.of(kept.notes()));
                    if (!kept.lines().isEmpty()) {
                        conversation.loaded(kept.lines(), true);
                        return Future.succeededFuture(kept.lines());
                    }
                    return fromHistory(conversation, said);
                });
    }

    /** A conversation that the model has never read, but that was had: of an earlier server. */
    private Future<List<PromptMessage>> fromHistory(ConversationState conversation, Message said) {
        Instant since = clock.instant().minus(Duration.ofDays(settings.historyDays()));
        return bus.ask(MessageStore.HISTORY, new MessageStore.History(said.userId(), 100, said.seq(), since))
                .map(page -> {
                    List<PromptMessage> lines =
                            TranscriptFromHistory.of(page.messages(), GroupChat.names(page.messages()));
                    conversation.loaded(lines, false);
                    return lines;
                });
    }
}
