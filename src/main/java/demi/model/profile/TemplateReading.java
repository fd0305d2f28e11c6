package demi.model.profile;

import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.util.List;

/**
 * How a model's template reads a talk, told by what it makes of a small one.
 *
 * @param layout the one to send prompts in
 * @param sentence for a person
 */
public record TemplateReading(PromptLayout layout, String sentence) {

    /** Words that no template has of its own. */
    private static final List<String> WORDS = List.of("Anisecaraway", "Basilfennel", "Cuminlovage", "Dillsavory");

    /** What is rendered: a system's message, and a talk whose last message waits for an answer. */
    public static final List<PromptMessage> TALK = List.of(
            new PromptMessage(Role.SYSTEM, WORDS.get(0)),
            new PromptMessage(Role.USER, WORDS.get(1)),
            new PromptMessage(Role.ASSISTANT, WORDS.get(2)),
            new PromptMessage(Role.USER, WORDS.get(3)));

    /** Where the server is too old to tell. */
    public static final TemplateReading NOT_TOLD = new TemplateReading(
            PromptLayout.SYSTEM_FIRST, "This Ollama does not tell how the model's template reads a talk.");

    /** Where no server of its kind tells: then what templates for talking have in common is kept to. */
    public static final TemplateReading NOT_ASKED = new TemplateReading(
            PromptLayout.SYSTEM_FIRST,
            "Its server does not tell how its template reads a talk: the persona comes first, all else in turns.");

    public static final TemplateReading FINE = new TemplateReading(
            PromptLayout.SYSTEM_FIRST, "Its template has the persona read first and the talk in order.");

    public static final TemplateReading SECOND = new TemplateReading(
            PromptLayout.IN_FIRST_MESSAGE,
            "Its template would move the persona, which is sent inside the first message instead.");

    public static final TemplateReading UNFIT = new TemplateReading(
            PromptLayout.SYSTEM_FIRST,
            "Its template does not have a talk read from beginning to end: the model is not made for talking.");

    /**
     * Whether each message was read once, all of them in order, the system's in front, and an answer can begin behind the
     * last: where there is nothing at all, the model would go on with the person's words.
     */
    public static boolean keepsOrder(String rendered) {
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
