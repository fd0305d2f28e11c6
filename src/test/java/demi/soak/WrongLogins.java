package demi.soak;

import java.util.Map;
import java.util.TreeMap;

/** Wrong passwords, each from an address of its own, for the owner, for others and for nobody. */
final class WrongLogins {

    private final Clients clients;
    private final String owner;
    /** By status, or by what went wrong. */
    private final Map<String, Integer> answers = new TreeMap<>();

    private int sent;
    private int answered;
    private int silent;

    WrongLogins(Clients clients, String owner) {
        this.clients = clients;
        this.owner = owner;
    }

    /** Sends so many, evenly over a time. */
    void begin(int count, long millis) {
        clients.evenly(count, millis, this::send);
    }

    private void send() {
        int number = sent++;
        String email = switch (number % 3) {
            case 0 -> owner;
            case 1 -> "person" + number % 50 + "@example.org";
            default -> "nobody" + number + "@example.org";
        };
        String address = "10.1." + number / 250 + "." + (1 + number % 250);
        clients.login(email, "not the password " + number, "stranger" + number, address, true)
                .onComplete(done -> {
                    answered++;
                    String answer = done.succeeded()
                            ? Integer.toString(done.result().status())
                            : done.cause().getMessage();
                    silent += done.succeeded() ? 0 : 1;
                    answers.merge(String.valueOf(answer), 1, Integer::sum);
                });
    }

    boolean isOver() {
        return answered == sent;
    }

    int sent() {
        return sent;
    }

    /** How many got no answer. */
    int silent() {
        return silent;
    }

    Map<String, Integer> answers() {
        return answers;
    }
}
