package demi.model;

import demi.contract.Line;
import demi.contract.Line.Role;
import java.util.List;

/**
 * How a model's template reads a talk, told by what it makes of a small one.
 *
 * @param layout the one to send prompts in
 * @param sentence for a person
 */
record TemplateReading(PromptLayout layout, String sentence) {

    /** Words that no template has of its own. */
    private static final List<String> WORDS = List.of("Anisecaraway", "Basilfennel", "Cuminlovage", "Dillsavory");

    /** What is rendered: a system's message, and a talk whose last message waits for an answer. */
    static final List<Line> TALK = List.of(
            new Line(Role.SYSTEM, WORDS.get(0)),
            new Line(Role.USER, WORDS.get(1)),
            new Line(Role.ASSISTANT, WORDS.get(2)),
            new Line(Role.USER, WORDS.get(3)));

    /** Where the server is too old to tell. */
    static final TemplateReading NOT_TOLD = new TemplateReading(
            PromptLayout.SYSTEM_FIRST, "This Ollama does not tell how the model's template reads a talk.");

    static final TemplateReading FINE = new TemplateReading(
            PromptLayout.SYSTEM_FIRST, "Its template has the persona read first and the talk in order.");

    static final TemplateReading SECOND = new TemplateReading(
            PromptLayout.IN_FIRST_MESSAGE,
            "Its template would move the persona, which is sent inside the first message instead.");

    static final TemplateReading UNFIT = new TemplateReading(
            PromptLayout.SYSTEM_FIRST,
            "Its template does not have a talk read from beginning to end: the model is not made for talking.");

    /**
     * Whether each message was read once, all of them in order, the system's in front, and an answer can begin behind the
     * last: where there is nothing at all, the model would go on with the person's words.
     */
    static boolean keepsOrder(String rendered) {
        int at = 0;
        for (String word : WORDS) {
            int found = rendered.indexOf(word);
            if (found < at || found != rendered.lastIndexOf(word)) {
                return false;
            }
            at = found + word.length();
        }
        return !rendered.substring(at).isBlank();
    }
}
