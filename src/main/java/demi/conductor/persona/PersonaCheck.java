package demi.conductor.persona;

import demi.api.house.PersonaApi.Preview;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.bus.Failure;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.PersonaText;
import demi.conductor.prompt.TokenBudget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a persona costs, and what is wrong with it. */
final class PersonaCheck {

    private static final Pattern EXAMPLES =
            Pattern.compile("^#{0,4} *examples? *:? *$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern MACRO = Pattern.compile("\\{\\{[^{}]{1,40}}}|<(?:USER|BOT|CHAR)>");

    private static final String EMPTY = "It is empty.";
    private static final String TOO_LONG = "It has more than " + Persona.LARGEST / 1024 + " KiB.";

    private final TokenBudget budget;

    PersonaCheck(TokenBudget budget) {
        this.budget = budget;
    }

    /** Fails INVALID where it could not be used at all. */
    static String usable(String text) {
        String stripped = text.replace("\r\n", "\n").strip();
        if (stripped.isEmpty()) {
            throw new Failure(Failure.Code.INVALID, EMPTY);
        }
        if (isTooLong(stripped)) {
            throw new Failure(Failure.Code.INVALID, TOO_LONG);
        }
        return stripped;
    }

    private static boolean isTooLong(String text) {
        // With the line's end that is written behind it.
        return text.getBytes(StandardCharsets.UTF_8).length >= Persona.LARGEST;
    }

    int tokens(String text) {
        return text.isBlank() ? 0 : budget.estimate(whole(PersonaText.of(text)));
    }

    int maxTokens() {
        return budget.mostPersonaTokens();
    }

    private static List<PromptMessage> whole(PersonaText persona) {
        List<PromptMessage> whole = new ArrayList<>();
        whole.add(new PromptMessage(Role.SYSTEM, persona.text()));
        whole.addAll(persona.examples());
        return whole;
    }

    Preview preview(String text) {
        List<String> problems = new ArrayList<>();
        String stripped = text.strip();
        PersonaText persona = PersonaText.of(stripped);
        if (stripped.isEmpty()) {
            problems.add(EMPTY);
        } else if (isTooLong(stripped)) {
            problems.add(TOO_LONG);
        } else if (!budget.fitsAsPersona(whole(persona))) {
            problems.add(
                    "It leaves too little of the model's window for a talk: its examples and its middle are left out.");
        }
        if (persona.examples().isEmpty() && EXAMPLES.matcher(stripped).find()) {
            problems.add("The examples are not lines that begin with > and with Demi: in turn, and count as text.");
        }
        if (MACRO.matcher(stripped).find()) {
            problems.add("Placeholders such as {{char}} are not replaced; write a name.");
        }
        return new Preview(tokens(stripped), problems);
    }
}
