package demi.conductor.persona;

import demi.api.InferenceApi;
import demi.api.house.PersonaApi.Tried;
import demi.api.house.PersonaApi.TryPersona;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.conductor.prompt.PersonaText;
import demi.conductor.prompt.TokenBudget;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** A talk of nobody's with a persona that is not in force: nothing of it is kept, and nobody's mood or memories are in it. */
final class PersonaTrial {

    /** She answers in a few sentences. */
    private static final int TOKENS = 200;

    private static final String NOBODY = "";

    private final Bus bus;
    private final TokenBudget budget;
    private boolean busy;

    PersonaTrial(Bus bus, TokenBudget budget) {
        this.bus = bus;
        this.budget = budget;
    }

    Future<Tried> run(TryPersona asked) {
        String text = PersonaCheck.usable(asked.text());
        if (busy) {
            return Future.failedFuture(
                    new Failure(Failure.Code.UNAVAILABLE, "Another persona is being tried. Wait for it."));
        }
        busy = true;
        List<PromptMessage> talk = new ArrayList<>(PersonaText.of(text).firstWords(budget));
        Future<List<String>> answers = Future.succeededFuture(new ArrayList<>());
        for (String line : asked.lines()) {
            answers = answers.compose(before -> answer(talk, line).map(words -> {
                before.add(words);
                return before;
            }));
        }
        return answers.map(Tried::new).onComplete(over -> busy = false);
    }

    private Future<String> answer(List<PromptMessage> talk, String line) {
        talk.add(new PromptMessage(Role.USER, line));
        StringBuilder words = new StringBuilder();
        return bus.open(InferenceApi.GENERATE, InferenceApi.Generate.reply(NOBODY, talk, TOKENS))
                .onItem(step -> {
                    if (step.anew()) {
                        words.setLength(0);
                    }
                    words.append(step.text());
                })
                .end()
                .map(ended -> {
                    String said = words.toString().strip();
                    talk.add(new PromptMessage(Role.ASSISTANT, said));
                    return said;
                });
    }
}
