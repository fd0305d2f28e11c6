package demi.conductor;

import demi.contract.Bus;
import demi.contract.Line;
import demi.contract.Memories;
import demi.contract.MessageStore;
import demi.contract.MessageStore.Thoughts;
import demi.contract.MessageStore.Unthought;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an earlier process did not come to think over, found in the store and taken up again. */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Bus bus;
    private final ConductorSettings settings;
    private final Persona persona;
    private final TokenBudget budget;
    private final Afterthoughts afterthoughts;

    Leftovers(Bus bus, ConductorSettings settings, Persona persona, TokenBudget budget, Afterthoughts afterthoughts) {
        this.bus = bus;
        this.settings = settings;
        this.persona = persona;
        this.budget = budget;
        this.afterthoughts = afterthoughts;
    }

    /** Nobody waits for it, and it is no reason not to start. */
    void takeUp() {
        bus.ask(MessageStore.OPEN_THOUGHTS, new MessageStore.OpenThoughts())
                .onSuccess(found -> byPerson(found.messages()).forEach(this::takeUp))
                .onFailure(thrown -> LOG.warn("What is to be thought over is not known: {}", thrown.getMessage()));
    }

    /** Nothing is thought over any more of people who have left. */
    void forgetTheGone() {
        if (!afterthoughts.isIdle()) {
            bus.ask(MessageStore.OPEN_THOUGHTS, new MessageStore.OpenThoughts())
                    .onSuccess(found ->
                            afterthoughts.keepOnly(byPerson(found.messages()).keySet()))
                    .onFailure(thrown -> LOG.warn("What is to be thought over is not known: {}", thrown.getMessage()));
        }
    }

    private static Map<String, List<Unthought>> byPerson(List<Unthought> messages) {
        Map<String, List<Unthought>> byPerson = new LinkedHashMap<>();
        messages.forEach(
                unthought -> byPerson.computeIfAbsent(unthought.message().userId(), first -> new ArrayList<>())
                        .add(unthought));
        return byPerson;
    }

    private void takeUp(String userId, List<Unthought> all) {
        int old = Math.max(0, all.size() - Matter.MOST_MESSAGES);
        if (old > 0) {
            letGo(userId, all.subList(0, old));
        }
        List<Unthought> newest = all.subList(old, all.size());
        Future<MessageStore.Transcript> transcript =
                bus.ask(MessageStore.TRANSCRIPT, new MessageStore.TranscriptOf(userId, Long.MAX_VALUE));
        Future.all(persona.text(), transcript)
                .onSuccess(both -> {
                    List<Line> beginning = PersonaText.of(both.resultAt(0)).beginning(budget);
                    afterthoughts.on(userId, matter(newest, beginning, transcript.result()));
                })
                .onFailure(thrown -> LOG.warn("A talk could not be thought over: {}", thrown.getMessage()));
    }

    /** There would be no room for them beside the newer ones. */
    private void letGo(String userId, List<Unthought> old) {
        List<String> ids = old.stream().map(each -> each.message().messageId()).toList();
        bus.ask(MessageStore.THOUGHT, new MessageStore.Thought(userId, ids, new Thoughts(true, true)))
                .onFailure(thrown -> LOG.warn("Old messages are still to be thought over: {}", thrown.getMessage()));
    }

    private Matter matter(List<Unthought> messages, List<Line> beginning, MessageStore.Transcript transcript) {
        List<Line> lines = new ArrayList<>(beginning);
        lines.addAll(Transcripts.messages(transcript.lines()));
        boolean judges = settings.thinksOver();
        return new Matter(
                lines,
                messages.stream()
                        .filter(each -> judges && each.thoughts().judge())
                        .map(each -> each.message().messageId())
                        .toList(),
                messages.stream()
                        .filter(each -> settings.learns() && each.thoughts().learn())
                        .map(each -> new Memories.Said(
                                each.message().messageId(), each.message().content()))
                        .toList(),
                judges && transcript.notes() == null && budget.isGettingFull(lines, beginning.get(0)));
    }
}
