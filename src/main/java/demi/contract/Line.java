package demi.contract;

/** One message of a prompt, byte for byte as the model reads it. */
public record Line(Role role, String content) {

    /** Whose words they are to the model. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    @Override
    public String toString() {
        return "Line[" + role + ", " + content.length() + " characters]";
    }
}
