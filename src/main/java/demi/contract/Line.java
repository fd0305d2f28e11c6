package demi.contract;

import java.util.List;

/**
 * One message of a prompt, byte for byte as the model reads it.
 *
 * @param images in Base64, for a model that can see; others are not shown them
 */
public record Line(Role role, String content, List<String> images) {

    public Line {
        images = List.copyOf(images);
    }

    /** Words only. */
    public Line(Role role, String content) {
        this(role, content, List.of());
    }

    /** Whose words they are to the model. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** The same without what was shown. */
    public Line words() {
        return images.isEmpty() ? this : new Line(role, content);
    }

    @Override
    public String toString() {
        return "Line[" + role + ", " + content.length() + " characters]";
    }
}
