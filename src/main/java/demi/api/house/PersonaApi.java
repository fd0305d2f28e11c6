package demi.api.house;

import demi.bus.EventAddress;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who she is: to read, to change, to try, and as a character card. */
public final class PersonaApi {
    private PersonaApi() {}

    /** The version that came with Demi. */
    public static final String DEFAULT = "default";

    /**
     * A persona that was in force before.
     *
     * @param at until when it was
     */
    public record Version(String id, Instant at, int tokens) {}

    public record GetPersona() implements Repeatable {}

    /**
     * @param own whether it is the owner's, and not the one that came with Demi
     * @param tokens of every prompt, as estimated
     * @param maxTokens more of them leave too little for a talk, and are left out
     * @param versions newest first
     */
    public record Persona(String text, boolean own, int tokens, int maxTokens, List<Version> versions) {
        public Persona {
            versions = List.copyOf(versions);
        }
    }

    public static final RequestAddress<GetPersona, Persona> GET =
            RequestAddress.of("persona.get", GetPersona.class, Persona.class);

    /** From the next reply on she is this. */
    public record SetPersona(String text) {}

    /** Fails INVALID where that is none, UNAVAILABLE where it cannot be kept. */
    public static final RequestAddress<SetPersona, Persona> SET =
            RequestAddress.of("persona.set", SetPersona.class, Persona.class);

    /** @param id of a version, or {@link #DEFAULT} */
    public record RestorePersona(String id) {}

    /** Fails NOT_FOUND where there is no such version, UNAVAILABLE where it cannot be kept. */
    public static final RequestAddress<RestorePersona, Persona> RESTORE =
            RequestAddress.of("persona.restore", RestorePersona.class, Persona.class);

    public record PreviewPersona(String text) implements Repeatable {}

    /** @param problems a sentence each; {@link #SET} refuses only what is empty or too long */
    public record Preview(int tokens, List<String> problems) {
        public Preview {
            problems = List.copyOf(problems);
        }
    }

    public static final RequestAddress<PreviewPersona, Preview> PREVIEW =
            RequestAddress.of("persona.preview", PreviewPersona.class, Preview.class);

    /** A talk of nobody's with her as she would be. */
    public record TryPersona(String text, List<String> lines) {
        public TryPersona {
            lines = List.copyOf(lines);
        }

        @Override
        public String toString() {
            return "TryPersona[" + lines.size() + " lines]";
        }
    }

    /** One for each line. */
    public record Tried(List<String> answers) {
        public Tried {
            answers = List.copyOf(answers);
        }
    }

    /** Fails INVALID as {@link #SET} does, UNAVAILABLE while another is tried, and otherwise as the model. */
    public static final RequestAddress<TryPersona, Tried> TRY =
            new RequestAddress<>("persona.try", TryPersona.class, Tried.class, Duration.ofSeconds(100));

    /** @param json a character card, V1 to V3 */
    public record ReadCard(String json) implements Repeatable {
        @Override
        public String toString() {
            return "ReadCard[" + json.length() + " characters]";
        }
    }

    /**
     * What a card would make of her; nothing is changed by it.
     *
     * @param name of the character
     * @param text a persona
     * @param systemPrompt what the card wants the model to be told beside it, which is no part of the text; null: nothing
     * @param dropped fields that have something in them and are not used
     */
    public record Card(String name, String text, @Nullable String systemPrompt, List<String> dropped) {
        public Card {
            dropped = List.copyOf(dropped);
        }
    }

    /** Fails INVALID with a sentence where that is no card, TOO_LONG where it has too much text. */
    public static final RequestAddress<ReadCard, Card> READ_CARD =
            RequestAddress.of("persona.readCard", ReadCard.class, Card.class);

    public record WriteCard() {}

    /** Her persona as character cards, as JSON. */
    public record WrittenCard(String v2, String v3) {}

    public static final RequestAddress<WriteCard, WrittenCard> WRITE_CARD =
            RequestAddress.of("persona.writeCard", WriteCard.class, WrittenCard.class);

    /** @param text that she is now, in the owner's words; null: she is as she came */
    public record PersonaChanged(@Nullable String text) {}

    /** Told on all nodes, so that each has the same. */
    public static final EventAddress<PersonaChanged> CHANGED =
            new EventAddress<>("persona.changed", PersonaChanged.class, true);
}
