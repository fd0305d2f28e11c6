package demi.soak;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import demi.bench.Samples;
import demi.bench.server.DemiProcess;
import demi.bench.server.People;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/**
 * Everything at once against the jar with a heap of 256 MiB, and then its process killed again and again; see scripts/soak.
 * Arguments: the jar, an empty directory, {@code short} or {@code long}. Exits with 1 where something was lost or doubled,
 * where she stopped answering, or where a turn became too slow.
 */
public final class Soak {

    private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
    /** All else is as it comes. The proxy is this program. */
    private static final String SETTINGS = """
            http: {trusted_proxies: [127.0.0.1]}
            ollama: {parallel: 64}
            tokens: {access_lifetime: 6h}
            """;

    private static final String QUICK_LOGINS = "accounts: {bcrypt_cost: 4}\n";
    private static final int SOCKETS_OF_A_PERSON = 50;
    private static final int WORD_MS = 20;
    private static final int WARM_UP_TURNS = 400;
    private static final long SETTLE_SECONDS = 180;
    /** Requests have 20 seconds to arrive. */
    private static final long HALF_SECONDS = 30;

    private final Plan plan;
    private final Path jar;
    private final Path directory;
    private final Clients clients = new Clients(DemiProcess.freePort());
    private final Vertx modelVertx = Vertx.vertx();
    private final FakeOllama ollama;
    private final Ledger ledger = new Ledger();
    private final Findings findings = new Findings();
    private final Random random = new Random(1);
    private final List<Talker> talkers = new ArrayList<>();
    /** The one that runs. */
    private final List<DemiProcess> processes = new CopyOnWriteArrayList<>();

    private Soak(Path jar, Path directory, Plan plan) throws Exception {
        this.jar = jar;
        this.directory = directory;
        this.plan = plan;
        ollama = People.await(FakeOllama.start(modelVertx, 0, Soak::reply));
        People.settle(DemiProcess.data(directory), plan.talkers() + plan.idle() / SOCKETS_OF_A_PERSON + 2);
        // Also when this program is ended from outside.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> processes.forEach(DemiProcess::close)));
    }

    public static void main(String[] arguments) throws Exception {
        // The clients' library warns of each connection that is cut.
        ((Logger) LoggerFactory.getLogger("io.vertx")).setLevel(Level.OFF);
        Soak soak = new Soak(Path.of(arguments[0]), Path.of(arguments[1]), Plan.of(arguments[2]));
        soak.run();
        soak.findings.print(System.out);
        System.out.flush();
        // Threads of clients may linger.
        System.exit(soak.findings.areFine() ? 0 : 1);
    }

    /** Says back what was said, a word at a time. */
    private static List<ScriptStep> reply(Script.Request request) {
        if (request.body().containsKey("format")) {
            return List.of(ScriptStep.say("{}"));
        }
        List<ScriptStep> steps = new ArrayList<>();
        String words = request.lastFromUser().lines().findFirst().orElse("");
        for (ScriptStep word : ScriptStep.words("So, " + words + " I have heard it.")) {
            steps.add(ScriptStep.delay(WORD_MS));
            steps.add(word);
        }
        return steps;
    }

    /** How long it took, in nanoseconds. */
    private long start(String settings) throws Exception {
        DemiProcess started = DemiProcess.start(jar, directory, clients.port, OPTIONS, ollama.baseUrl(), settings);
        processes.clear();
        processes.add(started);
        return started.untilReady();
    }

    private DemiProcess demi() {
        return processes.get(0);
    }

    private void run() throws Exception {
        start(QUICK_LOGINS + SETTINGS);
        List<String> tokens = logIn();
        demi().close();
        start(SETTINGS);
        int idlers = plan.idle() / SOCKETS_OF_A_PERSON;
        Idlers idle = new Idlers(clients, tokens.subList(plan.talkers(), plan.talkers() + idlers));
        String owner = People.email(tokens.size() - 1);
        Storm storm = new Storm(clients, plan, talkers, tokens.get(tokens.size() - 2), owner);
        storm.introduce();
        for (int i = 0; i < plan.talkers(); i++) {
            talkers.add(new Talker(clients, ledger, i, tokens.get(i)));
        }
        measure(idle, storm);
        killAgainAndAgain();
        idle.open(plan.idle());
        settle();
        int after = idle.open();
        Memory last = Memory.of(demi());
        long begun = System.nanoTime();
        demi().close();
        findings.row("memory after the kills, all connected again", last.toString(), "");
        findings.check("idle sockets open after the kills", after, plan.idle());
        findings.stopped(System.nanoTime() - begun);
        audit();
        clients.close();
        People.await(modelVertx.close());
    }

    /** Everybody comes from an address of their own. */
    private List<String> logIn() throws Exception {
        int count = plan.talkers() + plan.idle() / SOCKETS_OF_A_PERSON + 2;
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String email = People.email(i);
            String address = "10.0.0." + (i + 1);
            Clients.Reply reply = clients.soon(() -> clients.login(email, People.PASSWORD, "phone", address, false));
            tokens.add(new JsonObject(reply.body()).getString("access_token"));
        }
        return tokens;
    }

    private void measure(Idlers idle, Storm storm) throws Exception {
        clients.now(() -> {
            talkers.forEach(Talker::connect);
            return true;
        });
        await("warming up", SETTLE_SECONDS, () -> ledger.answered >= WARM_UP_TURNS);
        clients.now(ledger::nextPhase);
        pass(plan.quiet().toMillis());
        long[] before = clients.now(ledger::nextPhase);
        idle.open(plan.idle());
        Memory start = Memory.of(demi());
        clients.now(ledger::nextPhase);
        storm.rage();
        long[] during = clients.now(ledger::nextPhase);
        Memory middle = Memory.of(demi());
        clients.now(ledger::nextPhase);
        storm.rage();
        long[] more = clients.now(ledger::nextPhase);
        await("half requests", HALF_SECONDS, storm::isOver);
        Memory end = Memory.of(demi());
        findings.turns(before, during, more);
        findings.row("memory with the idle sockets, before", start.toString(), "");
        findings.row("memory between the two storms", middle.toString(), "flat");
        findings.row("memory after them", end.toString(), "flat");
        findings.check("idle sockets open after them", idle.open(), plan.idle());
        storm.tell(findings);
    }

    private void killAgainAndAgain() throws Exception {
        long begun = System.nanoTime();
        int killed = 0;
        long slowest = 0;
        while (killed < plan.kills()
                && System.nanoTime() - begun < plan.killing().toNanos()) {
            int before = clients.now(() -> ledger.acknowledged.size());
            await("talking after a kill", SETTLE_SECONDS, () -> ledger.acknowledged.size() > before + 10);
            pass(random.nextInt(1_000));
            demi().kill();
            killed++;
            slowest = Math.max(slowest, start(SETTINGS));
        }
        findings.row(
                "kills of the server (kill -9)",
                killed + " of " + plan.kills(),
                "in the time that there was; longest start " + Samples.millis(slowest));
    }

    private void settle() throws Exception {
        clients.now(() -> {
            talkers.forEach(Talker::fallSilent);
            return true;
        });
        await("the last replies", SETTLE_SECONDS, () -> talkers.stream().noneMatch(Talker::waits));
    }

    private void audit() throws Exception {
        Audit audit =
                Audit.of(DemiProcess.data(directory).resolve("demi.sqlite"), clients.now(() -> ledger.acknowledged));
        findings.messages(ledger, audit);
        findings.log(DemiProcess.output(directory));
    }

    private void await(String what, long seconds, BooleanSupplier done) throws Exception {
        long begun = System.nanoTime();
        while (!clients.now(done::getAsBoolean)) {
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(seconds)) {
                findings.fail("took longer than " + seconds + " s: " + what);
                return;
            }
            if (!demi().isAlive()) {
                throw new IllegalStateException("Demi is gone: see output.txt");
            }
            pass(50);
        }
    }

    private static void pass(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
