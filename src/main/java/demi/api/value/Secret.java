package demi.api.value;

/** A value that must not be seen: its {@code toString} hides it. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
