package demi.api.value;

import java.util.List;

/**
 * One message of a prompt, byte for byte as the model reads it.
 *
 * @param images in Base64, for a model that can see; others are not shown them
 */
public record PromptMessage(Role role, String content, List<String> images) {

    public PromptMessage {
        images = List.copyOf(images);
    }

    /** Words only. */
    public PromptMessage(Role role, String content) {
        this(role, content, List.of());
    }

    /** Whose words they are to the model. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** The same without what was shown. */
    public PromptMessage words() {
        return images.isEmpty() ? this : new PromptMessage(role, content);
    }

    @Override
    public String toString() {
        return "Line[" + role + ", " + content.length() + " characters]";
    }
}
