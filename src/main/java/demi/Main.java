package demi;

/** Entry point of {@code demi.jar}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("Demi");
    }
}
