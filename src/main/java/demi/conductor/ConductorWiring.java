package demi.conductor;

import demi.api.InferenceApi;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.api.store.MessageStore.OpenTurns;
import demi.bus.Bus;
import demi.conductor.context.MemoryRecall;
import demi.conductor.context.MessageContentLoader;
import demi.conductor.context.PromptAssembler;
import demi.conductor.context.PromptSources;
import demi.conductor.context.SituationLoader;
import demi.conductor.context.TranscriptLoader;
import demi.conductor.followup.FollowUpJobs;
import demi.conductor.followup.FollowUpPauses;
import demi.conductor.followup.FollowUpRecovery;
import demi.conductor.followup.FollowUps;
import demi.conductor.followup.NoteTaking;
import demi.conductor.followup.NotesBeforeCut;
import demi.conductor.initiative.ProactiveGeneration;
import demi.conductor.initiative.ProactivePrompts;
import demi.conductor.initiative.ProactiveWriter;
import demi.conductor.persona.PersonaEditor;
import demi.conductor.prompt.ImageLoader;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.turn.Conversations;
import demi.conductor.turn.HoldingLine;
import demi.conductor.turn.ModelOutage;
import demi.conductor.turn.PersonZone;
import demi.conductor.turn.ReplyWriter;
import demi.conductor.turn.TalkQuestion;
import demi.conductor.turn.TurnEvents;
import demi.conductor.turn.WaitingFeedback;
import demi.util.SlidingWindowLimiter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * Makes the parts of the conductor and joins them: what all of it consists of stands here and nowhere else. From a message
 * to its reply: {@link MessageIntake}, {@link Conversations}, {@link TurnRunner}, {@link Generation}, {@link TurnEnding}.
 */
final class ConductorWiring {

    final Persona persona;
    final PersonaEditor personaEditor;
    final MessageIntake intake;
    final MessageChanges changes;
    final Conversations conversations;
    final ProactiveWriter initiative;
    final FollowUpJobs followUpJobs;
    final FollowUpRecovery followUpRecovery;

    private final TokenBudget budget;
    private final HoldingLine line;
    private final ModelOutage outage;
    private final TurnRunner turns;

    /** @param pace the shortest pause between two tries at a message */
    ConductorWiring(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            ConductorSettings settings,
            ConductorVerticle.PromptSettings prompts,
            Duration pace) {
        TurnEvents events = new TurnEvents(bus);
        persona = new Persona(vertx, settings.personaFile());
        budget = new TokenBudget(prompts.contextWindow(), prompts.longestReply());
        personaEditor = new PersonaEditor(vertx, bus, clock, settings.personaFile(), persona, budget);
        conversations = new Conversations(vertx, bus, events, settings.turnsPerPerson());
        line = new HoldingLine(bus, clock, events, conversations::isWaiting);
        SlidingWindowLimiter limiter = new SlidingWindowLimiter(settings.messagesPerMinute(), System::nanoTime);
        intake = new MessageIntake(bus, conversations, line, events, limiter);

        // What she asks the model by herself.
        TalkQuestion talk = new TalkQuestion(bus, budget);
        NoteTaking notes = new NoteTaking(bus, talk);
        FollowUpPauses pauses = new FollowUpPauses(settings.followUpAfter(), settings.followUpAfterSliding());
        PersonZone zones = new PersonZone(bus, prompts.zone());
        FollowUps followUps = new FollowUps(bus, clock, zones, talk, notes);
        followUpJobs = new FollowUpJobs(vertx, bus, pauses, followUps, conversations::isAnswering);
        followUpRecovery = new FollowUpRecovery(
                bus, new FollowUpKinds(settings.thinksOver(), settings.learns()), persona, budget, followUpJobs);
        changes = new MessageChanges(bus, conversations, events, limiter, this::readAnew);
        initiative = new ProactiveWriter(
                bus,
                clock,
                new ProactivePrompts(bus, clock, prompts.zone(), persona, budget),
                new ProactiveGeneration(bus, budget, settings.thinksOver() ? notes : null, conversations::isWaiting),
                conversations::isWaiting);

        // A turn.
        PromptSources sources = new PromptSources(
                persona,
                new MemoryRecall(bus, followUpJobs::learnNothingAnywhere),
                new TranscriptLoader(bus, clock, Duration.ofDays(settings.historyDays())),
                new MessageContentLoader(bus, new ImageLoader(vertx, bus)),
                new SituationLoader(bus, clock, zones));
        WaitingFeedback patience = new WaitingFeedback(vertx, line, events, settings.patience());
        Generation generation = new Generation(
                new PromptAssembler(bus, sources, budget),
                new NotesBeforeCut(notes, settings.thinksOver()),
                new ReplyWriter(vertx, bus, budget, patience, events, prompts.longestReply()),
                patience);
        outage = new ModelOutage(vertx, bus, line, conversations::next, pace);
        ReplyKeeper keeper = new ReplyKeeper(vertx, bus, clock, settings, budget, followUpJobs);
        turns = new TurnRunner(
                this::yieldToPerson, outage, patience, generation, new TurnEnding(keeper, outage, line, events));
    }

    /** Somebody has written: what she asks the model by herself comes later. */
    private void yieldToPerson(String userId) {
        followUpJobs.cutOff();
        initiative.cutOff(userId);
    }

    /** What this person has said is not what it was: what she asks the model of it by herself begins with other words. */
    private void readAnew(String userId) {
        followUpRecovery.reload(userId);
        initiative.cutOff(userId);
    }

    /** Answers what the last process did not come to of these people, and what comes from now on. */
    void start(OpenTurns open, Predicate<String> whose) {
        line.restore(open.usersWithHoldingLine().stream().filter(whose).toList());
        conversations.start(
                turns,
                open.open().stream()
                        .filter(message -> whose.test(message.userId()))
                        .toList());
    }

    void modelIs(InferenceApi.State state) {
        if (state.contextWindow() > 0) {
            budget.window(state.contextWindow());
        }
        outage.modelIs(state.ready(), conversations.all());
        followUpJobs.modelIs(state);
    }
}
