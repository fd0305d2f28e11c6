package demi.conductor.prompt;

import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A persona file, taken apart: who she is, and a few exchanges that show it. A last section after a line "Examples:" holds
 * them, what a person says in lines that begin with ">" and her answer in lines that begin with "Demi:"; a line that begins
 * otherwise goes on with the one before. A section of another form is part of the text.
 *
 * @param examples a person's words and hers in turn; may be empty
 */
public record PersonaText(String text, List<PromptMessage> examples) {

    /** Whether the model is shown the examples as a talk that was had, or reads of them in the system message. */
    private static final boolean EXAMPLES_AS_MESSAGES = true;

    private static final Pattern SECTION =
            Pattern.compile("^#{0,4} *examples? *:? *$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final String PERSON = ">";
    private static final String HERS = "Demi:";

    /** Of the persona that came with earlier versions: such notes are not sent any more, and small models repeat it. */
    private static final Pattern OF_OLD_NOTES = Pattern.compile(
            "\\s*Notes from the system between the messages tell you the time, how you feel right now, and how strongly to use"
                    + " each tone,\\s+from 0 to 10\\. Let them colour what you say\\. Never mention them, repeat them or talk"
                    + " about the numbers\\.");

    public PersonaText {
        examples = List.copyOf(examples);
    }

    public static PersonaText of(String file) {
        String whole =
                OF_OLD_NOTES.matcher(file.replace("\r\n", "\n")).replaceAll("").strip();
        Matcher section = SECTION.matcher(whole);
        int begin = -1;
        int end = -1;
        while (section.find()) {
            begin = section.start();
            end = section.end();
        }
        List<PromptMessage> examples = begin < 0 || !EXAMPLES_AS_MESSAGES ? List.of() : examples(whole.substring(end));
        return examples.isEmpty()
                ? new PersonaText(whole, List.of())
                : new PersonaText(whole.substring(0, begin).strip(), examples);
    }

    /** What every request begins with; where it would leave too little for the conversation, clipped, without examples. */
    public List<PromptMessage> firstWords(TokenBudget budget) {
        List<PromptMessage> whole = new ArrayList<>();
        whole.add(new PromptMessage(Role.SYSTEM, text));
        whole.addAll(examples);
        return budget.fitsAsPersona(whole)
                ? whole
                : List.of(new PromptMessage(Role.SYSTEM, budget.clippedPersona(text)));
    }

    /** Empty where they are not of the form. */
    private static List<PromptMessage> examples(String section) {
        List<PromptMessage> examples = new ArrayList<>();
        for (String raw : section.lines().toList()) {
            String line = raw.strip();
            Role role = line.startsWith(PERSON) ? Role.USER : line.startsWith(HERS) ? Role.ASSISTANT : null;
            String words = role == Role.USER
                    ? line.substring(PERSON.length())
                    : role == Role.ASSISTANT ? line.substring(HERS.length()) : line;
            boolean inTurn = examples.size() % 2 == (role == Role.ASSISTANT ? 1 : 0);
            if (role != null && inTurn) {
                examples.add(new PromptMessage(role, words.strip()));
            } else if (!line.isEmpty() && examples.isEmpty()) {
                return List.of();
            } else if (!line.isEmpty()) {
                PromptMessage before = examples.remove(examples.size() - 1);
                examples.add(new PromptMessage(before.role(), before.content() + "\n" + words.strip()));
            }
        }
        boolean whole = examples.size() % 2 == 0
                && examples.stream().noneMatch(line -> line.content().isBlank());
        return whole ? examples : List.of();
    }
}
