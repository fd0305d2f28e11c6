package demi.discord.message;

import demi.discord.inbound.ReferenceResolver;

/** What a message refers to beside its words; {@link ReferenceResolver} makes lines of it. */
public sealed interface Reference {

    /** Known at once: the line that the model reads. */
    record Line(String text) implements Reference {
        @Override
        public String toString() {
            return "Line[" + text.length() + " characters]";
        }
    }

    /** A message that is answered, and that Discord has not sent with it. */
    record Unsent(String channel, String message) implements Reference {}

    /** @param address where it can be had */
    record TextFile(String name, String address) implements Reference {
        @Override
        public String toString() {
            return "TextFile[" + name.length() + " characters]";
        }
    }
}
