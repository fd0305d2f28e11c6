package demi.conductor.followup;

import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.EmotionApi;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddReply;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.conductor.turn.CancelToken;
import demi.conductor.turn.PersonZone;
import demi.conductor.turn.TalkQuestion;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the model what is to be followed up, and hands what it says to the rooms that it concerns. */
@WallTime("times of messages")
public final class FollowUps {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUps.class);

    private final Bus bus;
    private final InstantSource clock;
    private final PersonZone zones;
    private final TalkQuestion talk;
    private final NoteTaking notes;

    public FollowUps(Bus bus, InstantSource clock, PersonZone zones, TalkQuestion talk, NoteTaking notes) {
        this.bus = bus;
        this.clock = clock;
        this.zones = zones;
        this.talk = talk;
        this.notes = notes;
    }

    /** One question that is being asked. */
    static final class Run {
        private final List<FollowUpJob.Item> items;
        private final boolean summarises;
        private Future<Ack> done = Future.succeededFuture(Ack.DONE);
        private final CancelToken token = new CancelToken();
        private boolean learns = true;

        Run(List<FollowUpJob.Item> items, boolean summarises) {
            this.items = List.copyOf(items);
            this.summarises = summarises;
        }

        /**
         * Fails INVALID where the answer is worth nothing, CANCELLED where people came first, UNAVAILABLE or TIMEOUT where
         * it could not be asked or heard.
         */
        Future<Ack> done() {
            return done;
        }

        /** The messages that the question is about; empty where it is about the whole conversation. */
        List<String> messageIds() {
            return items.stream().map(FollowUpJob.Item::messageId).toList();
        }

        /** Whether it asks for notes on the conversation. */
        boolean summarises() {
            return summarises;
        }

        /** The person has asked to forget it meanwhile. */
        void learnNothing() {
            learns = false;
        }

        /** Somebody has written: it is not to be asked in this prompt any more, also where it still waits for its turn. */
        void cutOff() {
            token.cancel();
        }
    }

    /** @param brief whether the model reads slowly */
    Run begin(String userId, FollowUpJob job, boolean brief) {
        Run run = new Run(
                job.full()
                        ? List.of()
                        : job.batch(brief ? FollowUpQuestion.BRIEF_CHARACTERS : FollowUpQuestion.CHARACTERS),
                job.full());
        run.done =
                job.full() ? notes.inTime(userId, run.token, job.lines()).map(Ack.DONE) : ask(userId, job, run, brief);
        return run;
    }

    private Future<Ack> ask(String userId, FollowUpJob job, Run run, boolean brief) {
        return topics(userId, job, run.items, brief).compose(topics -> {
            FollowUpQuestion question = FollowUpQuestion.of(run.items, job.speaker(), topics, brief);
            return talk.inBackground(
                            userId, run.token, job.lines(), question.line(), question.maxTokens(), question.format())
                    .compose(text -> FollowUpAnswer.read(text)
                            .map(answer -> apply(userId, job, run, topics, answer))
                            .orElseGet(() -> Future.failedFuture(
                                    new Failure(Failure.Code.INVALID, "The answer is no JSON of the schema."))));
        });
    }

    private Future<FollowUpQuestion.Topics> topics(
            String userId, FollowUpJob job, List<FollowUpJob.Item> items, boolean brief) {
        boolean judges = items.stream().anyMatch(FollowUpJob.Item::appraise);
        List<MemoryApi.Said> toLearn = toLearn(items);
        Future<MemoryApi.@Nullable Question> known = toLearn.isEmpty()
                ? Future.succeededFuture()
                : bus.request(
                                MemoryApi.WHAT_TO_ASK,
                                new MemoryApi.PrepareQuestion(job.whose(userId), toLearn, job.shared(), brief))
                        .map(question -> question);
        Future<Boolean> quiet = !judges || job.shared()
                ? Future.succeededFuture(false)
                : bus.request(AutonomyApi.DETECT_QUIET, new AutonomyApi.DetectQuietRequest(contents(items)))
                        .map(AutonomyApi.QuietDetected::possible)
                        // When quiet cannot be checked, the rest of the question is still asked.
                        .otherwise(false);
        return Future.all(known, quiet)
                .map(both -> new FollowUpQuestion.Topics(judges, known.result(), quiet.result()));
    }

    private static List<MemoryApi.Said> toLearn(List<FollowUpJob.Item> items) {
        return items.stream()
                .filter(FollowUpJob.Item::learn)
                .map(FollowUpJob.Item::said)
                .toList();
    }

    private static List<String> contents(List<FollowUpJob.Item> items) {
        return items.stream().map(FollowUpJob.Item::content).toList();
    }

    private Future<Ack> apply(
            String userId, FollowUpJob job, Run run, FollowUpQuestion.Topics topics, FollowUpAnswer answer) {
        List<Future<Ack>> all = new ArrayList<>();
        if (topics.appraise()) {
            all.add(appraise(job.whose(userId), run.items, answer));
        }
        MemoryApi.Question known = topics.known();
        if (known != null
                && run.learns
                && !(answer.facts().isEmpty() && answer.forget().isEmpty())) {
            all.add(learn(userId, job, run.items, known, answer));
        }
        if (topics.quiet() && !answer.quietUntil().isEmpty()) {
            Instant at = run.items.get(run.items.size() - 1).at();
            String last = run.items.get(run.items.size() - 1).messageId();
            all.add(bus.request(
                            AutonomyApi.APPLY_MODEL_QUIET,
                            new AutonomyApi.ApplyModelQuiet(userId, contents(run.items), answer.quietUntil(), at))
                    .compose(understood -> confirm(userId, last, understood)));
        }
        return Future.join(all).map(Ack.DONE);
    }

    /** The reply is out already: what was understood afterwards is a message of its own, once. */
    private Future<Ack> confirm(String userId, String messageId, AutonomyApi.QuietRequest understood) {
        if (!understood.isRequest()) {
            return Future.succeededFuture(Ack.DONE);
        }
        Instant now = clock.instant();
        AddReply reply = new AddReply(
                Message.replyId(messageId + "/quiet"),
                userId,
                QuietConfirmation.of(understood, now),
                EmotionLevels.neutral(),
                false,
                null,
                MessageStore.FollowUpKinds.NONE,
                MessageStore.TranscriptChange.NONE,
                now);
        return bus.request(MessageStore.ADD_REPLY, reply).map(added -> {
            if (!added.duplicate()) {
                bus.publish(ChatApi.EVENTS, new ChatApi.MessageAdded(userId, added.message()));
            }
            return Ack.DONE;
        });
    }

    private Future<Ack> appraise(String whose, List<FollowUpJob.Item> items, FollowUpAnswer answer) {
        List<FollowUpJob.Item> open =
                items.stream().filter(FollowUpJob.Item::appraise).toList();
        List<String> ids = open.stream().map(FollowUpJob.Item::messageId).toList();
        String words = open.stream().map(FollowUpJob.Item::content).collect(Collectors.joining("\n"));
        return bus.request(
                EmotionApi.REAPPRAISE,
                new EmotionApi.Reappraise(whose, ids, words, answer.kind(), answer.strength(), answer.distress()));
    }

    private Future<Ack> learn(
            String userId,
            FollowUpJob job,
            List<FollowUpJob.Item> items,
            MemoryApi.Question known,
            FollowUpAnswer answer) {
        String whose = job.whose(userId);
        return zones.of(whose)
                .compose(zone -> bus.request(
                        MemoryApi.LEARN,
                        new MemoryApi.Learn(
                                whose,
                                toLearn(items),
                                known.known(),
                                answer.facts(),
                                known.forgets() ? answer.forget() : List.of(),
                                job.speaker() == null ? "" : job.speaker().name(),
                                !job.shared(),
                                zone)));
    }

    /** Has a conversation at hand again with a server that could not go back to it from what it was asked. */
    CancelToken readAgain(String userId, FollowUpJob job) {
        CancelToken token = new CancelToken();
        List<PromptMessage> prompt = job.prompt();
        if (prompt.get(prompt.size() - 1).role() == PromptMessage.Role.USER) {
            InferenceApi.Generate request = InferenceApi.Generate.background(userId, prompt, 1, null);
            token.onCancel(() -> bus.open(InferenceApi.GENERATE, request).onItem(step -> {}))
                    .onFailure(
                            thrown -> LOG.debug("Could not have a conversation read again: {}", thrown.getMessage()));
        }
        return token;
    }
}
