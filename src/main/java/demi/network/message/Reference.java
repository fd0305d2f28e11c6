package demi.network.message;

/** What a message refers to beside its words; lines are made of it for the model. */
public sealed interface Reference {

    /** Known at once: the line that the model reads. */
    record Line(String text) implements Reference {
        @Override
        public String toString() {
            return "Line[" + text.length() + " characters]";
        }
    }

    /** A message that is answered, and that the network has not sent with it. */
    record Unsent(String channel, String message) implements Reference {}

    /** @param address where it can be had */
    record TextFile(String name, String address) implements Reference {
        @Override
        public String toString() {
            return "TextFile[" + name.length() + " characters]";
        }
    }
}
