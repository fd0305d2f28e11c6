package demi.network.message;

/**
 * A message that was written before she listened.
 *
 * @param author id
 */
public record HistoryMessage(boolean fromDemi, boolean bot, String author, String name, String content) {
    @Override
    public String toString() {
        return "Earlier[" + author + ", " + content.length() + " characters]";
    }
}
