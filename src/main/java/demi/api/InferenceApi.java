package demi.api;

import demi.api.value.Embedding;
import demi.api.value.PromptMessage;
import demi.bus.EventAddress;
import demi.bus.RequestAddress;
import demi.bus.StreamAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The language model behind Demi, whichever server that is. */
public final class InferenceApi {
    private InferenceApi() {}

    /** The window where neither the owner nor the machine's memory says otherwise: more costs more than it gives. */
    public static final int USUAL_WINDOW = 8_192;

    /**
     * Who waits for it. Requests for people come before background requests, which runs only while no person's reply is
     * being made or
     * waited for, and is cancelled as soon as one is asked for.
     */
    public enum Priority {
        PERSON,
        BACKGROUND
    }

    /**
     * A chat completion.
     *
     * @param messages at most one of the system's, the first; then the person's and hers in turn, the person's last
     * @param maxTokens of the reply
     * @param format a JSON schema that the reply has to follow, null for free words; the server may break it all the same
     * @param attempt which try at this very prompt it is, from 1: each may take twice as long as the one before
     * @param varied whether the same prompt gave no words that can be used: then it is asked at another temperature
     */
    public record Generate(
            String who,
            Priority priority,
            List<PromptMessage> messages,
            int maxTokens,
            @Nullable String format,
            int attempt,
            boolean varied) {
        public Generate {
            messages = List.copyOf(messages);
        }

        /** The first try. */
        public Generate(
                String who, Priority priority, List<PromptMessage> messages, int maxTokens, @Nullable String format) {
            this(who, priority, messages, maxTokens, format, 1, false);
        }

        /** The same prompt, byte for byte, once more. */
        public Generate again(int nextAttempt, boolean otherTemperature) {
            return new Generate(who, priority, messages, maxTokens, format, nextAttempt, otherTemperature);
        }

        /** Somebody waits for these words. */
        public static Generate reply(String who, List<PromptMessage> messages, int maxTokens) {
            return new Generate(who, Priority.PERSON, messages, maxTokens, null);
        }

        /** Nobody waits for it: gives way to people at any moment. */
        public static Generate background(
                String who, List<PromptMessage> messages, int maxTokens, @Nullable String format) {
            return new Generate(who, Priority.BACKGROUND, messages, maxTokens, format);
        }

        @Override
        public String toString() {
            return "Generate[" + who + ", " + messages.size() + " messages]";
        }
    }

    /**
     * One step of a completion: exactly one of its parts means something.
     *
     * @param place while it waits in the queue: how many come first; 0 once it is being made
     * @param text the next piece of the reply, without thinking and special tokens; may be empty
     * @param finish null until the last step
     * @param anew whether all text before was thinking that nobody could tell from speech, and is void
     */
    public record Step(int place, String text, @Nullable Finish finish, boolean anew) {
        public Step(int place, String text, @Nullable Finish finish) {
            this(place, text, finish, false);
        }

        /** What was said so far is void. */
        public static Step startingAnew() {
            return new Step(0, "", null, true);
        }

        @Override
        public String toString() {
            return "Step[" + place + ", " + text.length() + " characters, " + finish + "]";
        }
    }

    /**
     * How a completion ended.
     *
     * @param promptTokens as the server counted them, those that it had read before included; -1 where it did not say
     * @param cachedTokens of the prompt's, those that the server had read before; -1 where it did not say
     * @param cut whether the reply hit its token limit
     * @param reading how long the server read what of the prompt was new to it; zero where it did not say
     */
    public record Finish(
            String model, int promptTokens, int cachedTokens, int replyTokens, boolean cut, Duration reading) {

        /** Where the server said nothing of its reading. */
        public Finish(String model, int promptTokens, int replyTokens, boolean cut) {
            this(model, promptTokens, -1, replyTokens, cut, Duration.ZERO);
        }
    }

    /**
     * Fails UNAVAILABLE or TIMEOUT when no model can answer now (worth another try when {@link #STATE} says so),
     * INVALID when the server refuses the request itself, TOO_LONG when the prompt does not fit the model's window,
     * CANCELLED after a cancel, and for the house's own work when it had to give way: it is to be asked for again.
     */
    public static final StreamAddress<Generate, Step> GENERATE =
            new StreamAddress<>("model.generate", Generate.class, Step.class);

    /**
     * What is known of a model.
     *
     * @param sees whether it can be shown pictures
     * @param rewinds whether the server can go back to an earlier place of what it has read; where it cannot (sliding
     *     window attention), any other question in between has all of the prompt read again
     * @param readsSlowly whether reading a prompt takes long on this machine, as far as it was measured
     */
    public record Abilities(boolean sees, boolean rewinds, boolean readsSlowly) {
        /** As long as nothing is known. */
        public static final Abilities UNKNOWN = new Abilities(false, true, false);
    }

    /**
     * @param ready whether a completion is worth asking for
     * @param reachable whether the server answers at all
     * @param model the model that would be used now, null when there is none
     * @param contextWindow how many tokens a prompt and its reply may have with it
     */
    public record State(
            boolean ready,
            boolean reachable,
            @Nullable String model,
            String detail,
            boolean rehearsal,
            int contextWindow,
            Abilities abilities) {

        /** Of a model of which nothing is known, or of none. */
        public State(
                boolean ready,
                boolean reachable,
                @Nullable String model,
                String detail,
                boolean rehearsal,
                int contextWindow) {
            this(ready, reachable, model, detail, rehearsal, contextWindow, Abilities.UNKNOWN);
        }

        /** Whether it can be shown pictures. */
        public boolean sees() {
            return abilities.sees();
        }
    }

    /** Told when it changes. */
    public static final EventAddress<State> STATE = new EventAddress<>("model.state", State.class);

    public enum Outcome {
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * What a completion took.
     *
     * @param firstToken from the asking to the first word; negative where there was none
     * @param whole from the asking to the end
     * @param reading how long the server read what of the prompt was new to it; zero where it did not say
     * @param promptTokens as the server counted them, those that it had read before included; -1 where it did not say
     * @param cachedTokens of these, those that the server had read before; -1 where it did not say
     */
    public record Measured(
            Priority priority,
            Outcome outcome,
            Duration firstToken,
            Duration whole,
            Duration reading,
            int promptTokens,
            int cachedTokens,
            int replyTokens) {}

    /** Told of each completion that had its turn, at its end. */
    public static final EventAddress<Measured> MEASURED = new EventAddress<>("model.measured", Measured.class);

    /** How many completions wait, and how many are being made. */
    public record Queue(int waiting, int running) {}

    /** Told when it changes. */
    public static final EventAddress<Queue> QUEUE = new EventAddress<>("model.queue", Queue.class);

    /** Asks for the state; answered once the server has been asked for the first time. */
    public record GetState() {}

    public static final RequestAddress<GetState, State> STATUS =
            RequestAddress.of("model.status", GetState.class, State.class);

    /**
     * Asks for what texts mean, in numbers.
     *
     * @param model made for that; not the one that talks
     * @param waits whether somebody waits for it; if not, it gives way to people and fails CANCELLED
     */
    public record Embed(String model, List<String> texts, boolean waits) {
        public Embed {
            texts = List.copyOf(texts);
        }

        @Override
        public String toString() {
            return "Embed[" + model + ", " + texts.size() + " texts]";
        }
    }

    /** @param embeddings of the texts in their order, all of one size */
    public record Embedded(List<Embedding> embeddings) {
        public Embedded {
            embeddings = List.copyOf(embeddings);
        }
    }

    /** Fails UNAVAILABLE or TIMEOUT when it cannot be told now, INVALID when the server's answer is none. */
    public static final RequestAddress<Embed, Embedded> EMBED =
            RequestAddress.of("model.embed", Embed.class, Embedded.class);
}
