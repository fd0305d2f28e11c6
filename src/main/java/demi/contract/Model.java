package demi.contract;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The language model behind Demi, whichever server that is. */
public final class Model {
    private Model() {}

    /**
     * Who waits for it. People come before the house's own work, which runs only while no person's reply is being made or
     * waited for, and is cancelled as soon as one is asked for.
     */
    public enum Priority {
        PERSON,
        BACKGROUND
    }

    /**
     * A chat completion.
     *
     * @param maxTokens of the reply
     * @param format a JSON schema that the reply has to follow, null for free words; the server may break it all the same
     */
    public record Generate(
            String who,
            Priority priority,
            List<Line> messages,
            int maxTokens,
            @Nullable String format) {
        public Generate {
            messages = List.copyOf(messages);
        }

        /** Somebody waits for these words. */
        public static Generate reply(String who, List<Line> messages, int maxTokens) {
            return new Generate(who, Priority.PERSON, messages, maxTokens, null);
        }

        /** Nobody waits for it: gives way to people at any moment. */
        public static Generate background(String who, List<Line> messages, int maxTokens, @Nullable String format) {
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
     * @param promptTokens as the server counted them, -1 where it did not say
     * @param cut whether the reply hit its token limit
     */
    public record Finish(String model, int promptTokens, int replyTokens, boolean cut) {}

    /**
     * Fails UNAVAILABLE or TIMEOUT when no model can answer now (worth another try when {@link #STATE} says so),
     * INVALID when the server refuses the request itself, CANCELLED after a cancel, and for the house's own work when it
     * had to give way: it is to be asked for again.
     */
    public static final Streaming<Generate, Step> GENERATE =
            new Streaming<>("model.generate", Generate.class, Step.class);

    /**
     * @param ready whether a completion is worth asking for
     * @param reachable whether the server answers at all
     * @param model the model that would be used now, null when there is none
     * @param contextWindow how many tokens a prompt and its reply may have with it
     * @param sees whether it can be shown pictures
     */
    public record State(
            boolean ready,
            boolean reachable,
            @Nullable String model,
            String detail,
            boolean rehearsal,
            int contextWindow,
            boolean sees) {

        /** Of a model that cannot see, or of none. */
        public State(
                boolean ready,
                boolean reachable,
                @Nullable String model,
                String detail,
                boolean rehearsal,
                int contextWindow) {
            this(ready, reachable, model, detail, rehearsal, contextWindow, false);
        }
    }

    /** Told when it changes. */
    public static final News<State> STATE = new News<>("model.state", State.class);

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
     * @param promptTokens as the server counted them, -1 where it did not say
     */
    public record Measured(
            Priority priority,
            Outcome outcome,
            Duration firstToken,
            Duration whole,
            int promptTokens,
            int replyTokens) {}

    /** Told of each completion that had its turn, at its end. */
    public static final News<Measured> MEASURED = new News<>("model.measured", Measured.class);

    /** How many completions wait, and how many are being made. */
    public record Queue(int waiting, int running) {}

    /** Told when it changes. */
    public static final News<Queue> QUEUE = new News<>("model.queue", Queue.class);

    /** Asks for the state; answered once the server has been asked for the first time. */
    public record HowIsIt() {}

    public static final Ask<HowIsIt, State> NOW = Ask.of("model.now", HowIsIt.class, State.class);

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
    public static final Ask<Embed, Embedded> EMBED = Ask.of("model.embed", Embed.class, Embedded.class);
}
