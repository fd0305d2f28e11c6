package demi.api.store;

import demi.api.value.MemoryFact;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.util.List;

/**
 * What the store keeps of the meaning of facts and messages, in numbers. A model is the name by which its vectors are kept;
 * those of different ones are never compared.
 */
public final class VectorStore {
    private VectorStore() {}

    /**
     * The meaning of a fact.
     *
     * @param place of the fact
     * @param code the numbers' signs, a bit each, in Base64
     * @param values floats, big-endian, in Base64
     */
    public record Vector(long place, String code, String values) {
        @Override
        public String toString() {
            return "Vector[" + place + "]";
        }
    }

    /** @param content what the vectors are of, in the same order: one that has changed since gets none */
    public record SaveVectors(String model, List<Vector> vectors, List<String> content) {
        public SaveVectors {
            vectors = List.copyOf(vectors);
            content = List.copyOf(content);
        }

        @Override
        public String toString() {
            return "SaveVectors[" + model + ", " + vectors.size() + "]";
        }
    }

    public static final RequestAddress<SaveVectors, Ack> SAVE =
            RequestAddress.of("store.vector.save", SaveVectors.class, Ack.class);

    /** Asks for facts without a vector of this model, anybody's. */
    public record FindWithoutVector(String model, int limit) {}

    public static final RequestAddress<FindWithoutVector, MemoryStore.Found> MISSING =
            RequestAddress.of("store.vector.missing", FindWithoutVector.class, MemoryStore.Found.class);

    /** Asks for the codes of a person's facts. */
    public record LoadCodes(String userId, String model) {}

    /** A code, and the place of the fact or the {@code seq} of the message that it is of. */
    public record Code(long number, String code) {
        @Override
        public String toString() {
            return "Code[" + number + "]";
        }
    }

    /** In the order of their numbers. */
    public record CodeList(List<Code> codes) {
        public CodeList {
            codes = List.copyOf(codes);
        }
    }

    public static final RequestAddress<LoadCodes, CodeList> CODES =
            RequestAddress.of("store.vector.codes", LoadCodes.class, CodeList.class);

    /** Asks for the whole vectors of some of a person's facts, and for these. */
    public record LoadVectors(String userId, String model, List<Long> places) {
        public LoadVectors {
            places = List.copyOf(places);
        }
    }

    /** @param vectors of the facts, in the same order */
    public record FactsWithVectors(List<MemoryFact> facts, List<Vector> vectors) {
        public FactsWithVectors {
            facts = List.copyOf(facts);
            vectors = List.copyOf(vectors);
        }
    }

    public static final RequestAddress<LoadVectors, FactsWithVectors> LOAD =
            RequestAddress.of("store.vector.load", LoadVectors.class, FactsWithVectors.class);

    /** Lets go of vectors and codes of a model that are of another size than this, in numbers: they cannot be compared. */
    public record DropOtherSizes(String model, int dimensions) {}

    public static final RequestAddress<DropOtherSizes, Ack> DROP_OTHER_SIZES =
            RequestAddress.of("store.vector.dropOtherSizes", DropOtherSizes.class, Ack.class);

    /**
     * Asks for messages without a code of this model, anybody's, the newest first; only those that can be recalled.
     *
     * @param below only messages before this {@code seq}
     * @param above and after this one
     */
    public record FindMessagesWithoutCode(String model, long below, long above, int limit) {}

    /** A message, as far as its meaning is concerned. */
    public record MessageText(long seq, String conversationId, String content) {
        @Override
        public String toString() {
            return "MessageText[" + seq + "]";
        }
    }

    /**
     * @param newest of all that were looked at, 0 where there were none
     * @param lookedDownTo every message from there on was looked at; what was asked for as {@code above}: all were
     */
    public record MessagesWithoutCode(List<MessageText> messages, long newest, long lookedDownTo) {
        public MessagesWithoutCode {
            messages = List.copyOf(messages);
        }
    }

    public static final RequestAddress<FindMessagesWithoutCode, MessagesWithoutCode> MESSAGES_MISSING =
            RequestAddress.of(
                    "store.vector.messages.missing", FindMessagesWithoutCode.class, MessagesWithoutCode.class);

    /** @param codes of messages; one that may not be recalled any more gets none */
    public record SaveMessageCodes(String model, List<Code> codes) {
        public SaveMessageCodes {
            codes = List.copyOf(codes);
        }
    }

    public static final RequestAddress<SaveMessageCodes, Ack> SAVE_MESSAGES =
            RequestAddress.of("store.vector.messages.save", SaveMessageCodes.class, Ack.class);

    /**
     * Asks for codes of a conversation's messages.
     *
     * @param above only those after this {@code seq}
     */
    public record LoadMessageCodes(String conversationId, String model, long above, int limit) {}

    public static final RequestAddress<LoadMessageCodes, CodeList> MESSAGE_CODES =
            RequestAddress.of("store.vector.messages.codes", LoadMessageCodes.class, CodeList.class);
}
