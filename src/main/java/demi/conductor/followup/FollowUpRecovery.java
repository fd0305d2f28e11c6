package demi.conductor.followup;

import demi.api.store.MessageStore;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.api.store.MessageStore.PendingFollowUp;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.PersonaText;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.prompt.TranscriptFromHistory;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an earlier process did not come to follow up, found in the store and taken up again. */
public final class FollowUpRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUpRecovery.class);

    private final Bus bus;
    private final FollowUpKinds wanted;
    private final Persona persona;
    private final TokenBudget budget;
    private final FollowUpJobs jobs;

    public FollowUpRecovery(Bus bus, FollowUpKinds wanted, Persona persona, TokenBudget budget, FollowUpJobs jobs) {
        this.bus = bus;
        this.wanted = wanted;
        this.persona = persona;
        this.budget = budget;
        this.jobs = jobs;
    }

    /** What is left of these people. Nobody waits for it, and it is no reason not to start. */
    public void resume(Predicate<String> whose) {
        bus.request(MessageStore.PENDING_FOLLOW_UPS, new MessageStore.FindPendingFollowUps())
                .onSuccess(found -> byPerson(found.messages()).forEach((user, pending) -> {
                    if (whose.test(user)) {
                        resume(user, pending);
                    }
                }))
                .onFailure(thrown -> LOG.warn("Could not load pending follow-ups: {}", thrown.getMessage()));
    }

    /** What this person has said has changed: what is still to be followed up of it is looked for anew. */
    public void reload(String userId) {
        jobs.discard(userId);
        bus.request(MessageStore.PENDING_FOLLOW_UPS, new MessageStore.FindPendingFollowUps())
                .onSuccess(found -> {
                    List<PendingFollowUp> pending = byPerson(found.messages()).get(userId);
                    if (pending != null) {
                        resume(userId, pending);
                    }
                })
                .onFailure(thrown -> LOG.warn("Could not load pending follow-ups: {}", thrown.getMessage()));
    }

    /** Nothing is followed up any more of people who have left. */
    public void dropRemovedAccounts() {
        if (!jobs.isIdle()) {
            bus.request(MessageStore.PENDING_FOLLOW_UPS, new MessageStore.FindPendingFollowUps())
                    .onSuccess(found ->
                            jobs.retainPeople(byPerson(found.messages()).keySet()))
                    .onFailure(thrown -> LOG.warn("Could not load pending follow-ups: {}", thrown.getMessage()));
        }
    }

    private static Map<String, List<PendingFollowUp>> byPerson(List<PendingFollowUp> messages) {
        Map<String, List<PendingFollowUp>> byPerson = new LinkedHashMap<>();
        // What somebody said in a group is nobody's own talk, and not the group's.
        messages.stream()
                .filter(pending -> pending.message().speaker() == null)
                .forEach(pending -> byPerson.computeIfAbsent(pending.message().userId(), first -> new ArrayList<>())
                        .add(pending));
        return byPerson;
    }

    private void resume(String userId, List<PendingFollowUp> all) {
        int old = Math.max(0, all.size() - FollowUpJob.MOST_MESSAGES);
        if (old > 0) {
            discard(userId, all.subList(0, old));
        }
        List<PendingFollowUp> newest = all.subList(old, all.size());
        Future<MessageStore.Transcript> transcript =
                bus.request(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript(userId, Long.MAX_VALUE));
        Future.all(persona.text(), transcript)
                .onSuccess(both -> {
                    List<PromptMessage> beginning =
                            PersonaText.of(both.resultAt(0)).firstWords(budget);
                    jobs.resume(userId, job(newest, beginning, transcript.result()));
                })
                .onFailure(thrown ->
                        LOG.warn("Could not follow up a talk of an earlier process: {}", thrown.getMessage()));
    }

    /** There would be no room for them beside the newer ones. */
    private void discard(String userId, List<PendingFollowUp> old) {
        List<String> ids = old.stream().map(each -> each.message().messageId()).toList();
        bus.request(
                        MessageStore.COMPLETE_FOLLOW_UP,
                        new MessageStore.CompleteFollowUp(userId, ids, new FollowUpKinds(true, true)))
                .onFailure(thrown -> LOG.warn("Could not discard old follow-ups: {}", thrown.getMessage()));
    }

    private FollowUpJob job(
            List<PendingFollowUp> messages, List<PromptMessage> beginning, MessageStore.Transcript transcript) {
        List<PromptMessage> lines = new ArrayList<>(beginning);
        lines.addAll(TranscriptFromHistory.messages(transcript.lines()));
        boolean judges = wanted.appraise();
        return new FollowUpJob(
                lines,
                messages.stream()
                        .map(each -> FollowUpJob.item(each.message(), wanted(each.kinds())))
                        .toList(),
                judges && transcript.notes() == null && budget.isGettingFull(lines, beginning.get(0)),
                null);
    }

    private FollowUpKinds wanted(FollowUpKinds open) {
        return new FollowUpKinds(wanted.appraise() && open.appraise(), wanted.learn() && open.learn());
    }
}
