package demi.soak;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Wrong logins, half requests, clients that do not read and connections that are cut, all at once; twice a half of them. */
final class Storm {

    private final Clients clients;
    private final Plan plan;
    private final List<Talker> talkers;
    private final WrongLogins logins;
    private final HalfRequests halves;
    private final Deaf deaf;
    private final Watch watch;
    private final Random random = new Random(2);
    private int cut;

    Storm(Clients clients, Plan plan, List<Talker> talkers, String deafToken, String owner) {
        this.clients = clients;
        this.plan = plan;
        this.talkers = talkers;
        logins = new WrongLogins(clients, owner);
        halves = new HalfRequests(clients);
        deaf = new Deaf(clients, deafToken);
        watch = new Watch(clients, owner);
    }

    void introduce() throws Exception {
        watch.introduce();
    }

    /** Returns when its time is over. */
    void rage() throws Exception {
        long millis = plan.storm().toMillis();
        long timer = clients.now(() -> {
            logins.begin(plan.wrongLogins() / 2, millis);
            // All of them are open at the same time.
            halves.begin(plan.halfRequests() / 2, Math.min(millis, 10_000));
            deaf.begin(plan.deaf());
            watch.begin();
            return clients.vertx.setPeriodic(Math.max(1, millis / (plan.cuts() / 2)), due -> cut());
        });
        TimeUnit.MILLISECONDS.sleep(millis);
        clients.now(() -> {
            deaf.stop();
            watch.stop();
            return clients.vertx.cancelTimer(timer);
        });
    }

    private void cut() {
        int first = random.nextInt(talkers.size());
        for (int i = 0; i < talkers.size(); i++) {
            if (talkers.get((first + i) % talkers.size()).cut()) {
                cut++;
                return;
            }
        }
    }

    boolean isOver() {
        return logins.isOver() && halves.ended() == halves.sent();
    }

    void tell(Findings findings) throws Exception {
        clients.now(() -> {
            findings.row("wrong logins", Integer.toString(logins.sent()), "by status: " + logins.answers());
            findings.zero("wrong logins without an answer", logins.silent());
            findings.zero("wrong logins let in", logins.answers().getOrDefault("200", 0));
            findings.row("half requests", Integer.toString(halves.sent()), "by status: " + halves.answers());
            findings.zero("half requests that were not ended", halves.sent() - halves.ended());
            findings.row(
                    "sockets that do not read",
                    Integer.toString(deaf.connections()),
                    deaf.closed() + " were closed; " + (deaf.bytes() >> 20) + " MiB were taken from them");
            findings.row("connections cut", Integer.toString(cut), "of those who chat");
            findings.row("somebody new asks", Integer.toString(watch.tried()), "longest " + watch.longest());
            findings.zero("of those without a good answer", watch.failed());
            findings.check("logins of the owner's own device", watch.letIn(), watch.wanted());
            if (watch.letIn() < watch.wanted()) {
                findings.fail("the owner was refused: " + watch.lastRefusal());
            }
            return true;
        });
    }
}
