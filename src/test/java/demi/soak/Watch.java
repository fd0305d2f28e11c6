package demi.soak;

import demi.bench.server.People;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Somebody new who looks whether she answers, and the owner, who logs in from a device that she knows. */
final class Watch {

    private static final long LOOK_MS = 500;
    private static final long LOGIN_MS = 3_000;
    private static final String ADDRESS = "192.0.2.1";
    private static final String DEVICE = "the owner's phone";

    private final Clients clients;
    private final String owner;
    private long looks = -1;
    private long logins = -1;
    private int tried;
    private int failed;
    private long longest;
    private int wanted;
    private int letIn;
    private String lastRefusal = "";

    Watch(Clients clients, String owner) {
        this.clients = clients;
        this.owner = owner;
    }

    /** The device is known from now on; the hash is as strong as the settings say after it. */
    void introduce() throws Exception {
        int status = clients.soon(() -> clients.login(owner, People.PASSWORD, DEVICE, ADDRESS, false))
                .status();
        if (status != 200) {
            throw new IllegalStateException("The owner was not let in: " + status);
        }
    }

    void begin() {
        looks = clients.vertx.setPeriodic(LOOK_MS, timer -> look(tried % 2 == 0 ? "/health/live" : "/api/v1/status"));
        logins = clients.vertx.setPeriodic(LOGIN_MS, timer -> login());
    }

    void stop() {
        clients.vertx.cancelTimer(looks);
        clients.vertx.cancelTimer(logins);
    }

    private void look(String path) {
        tried++;
        long begun = System.nanoTime();
        clients.get(path).onComplete(answered -> {
            longest = Math.max(longest, System.nanoTime() - begun);
            boolean fine = answered.succeeded() && answered.result().status() == 200;
            failed += fine ? 0 : 1;
        });
    }

    private void login() {
        wanted++;
        clients.login(owner, People.PASSWORD, DEVICE, ADDRESS, false).onComplete(answered -> {
            if (answered.succeeded() && answered.result().status() == 200) {
                letIn++;
            } else {
                lastRefusal = answered.succeeded()
                        ? answered.result().status() + " " + answered.result().body()
                        : answered.cause().toString();
            }
        });
    }

    int tried() {
        return tried;
    }

    int failed() {
        return failed;
    }

    String longest() {
        return String.format(Locale.ROOT, "%,d ms", TimeUnit.NANOSECONDS.toMillis(longest));
    }

    int wanted() {
        return wanted;
    }

    int letIn() {
        return letIn;
    }

    String lastRefusal() {
        return lastRefusal;
    }
}
