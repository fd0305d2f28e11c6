package demi.bench;

import demi.bench.server.People;
import demi.bench.server.ServerProcess;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many people of {@link People} who talk at once, each one turn after the other. */
final class Talks {

    private static final int MOST = 1_000;
    private static final int LOOKS = 20;
    private static final int WORDS = 1_000_000_000;

    private final WebSocketClient client;
    /** The same reply twice in a talk is a fault, and asked for again. */
    private final AtomicInteger said = new AtomicInteger();

    Talks(Vertx vertx) {
        client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MOST));
    }

    /** For the scripted Ollama: twenty words that hang on what was said, and nothing for the house's own questions. */
    static List<ScriptStep> reply(Script.Request request) {
        Random random = new Random(request.lastFromUser().hashCode());
        return request.body().containsKey("format")
                ? List.of(ScriptStep.say("{}"))
                : ScriptStep.words(String.join(" ", words(random, 20)));
    }

    /** Words that are in no other reply: one that repeats itself, or an earlier one, is not said. */
    static List<String> words(Random random, int count) {
        return random.ints(count, 0, WORDS)
                .mapToObj(
                        number -> Integer.toString(number, Character.MAX_RADIX).replaceAll("\\d", "e"))
                .toList();
    }

    /**
     * Each at one of the processes, with a socket of their own.
     *
     * @return as {@link #say}
     */
    List<Long> hold(List<? extends ServerProcess> all, int count, int turns) throws Exception {
        List<Person> people = open(all, count);
        List<Long> took = say(people, turns);
        close(people);
        return took;
    }

    /** So many people with a socket each, spread over the processes. */
    List<Person> open(List<? extends ServerProcess> all, int count) throws Exception {
        List<String> tokens = all.get(0).tokens(count);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerProcess server = all.get(i % all.size());
            WebSocket socket = People.await(client.connect(new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(server.port)
                    .setURI("/api/v1/chat/ws?token=" + tokens.get(i))));
            people.add(new Person(server, socket, i));
        }
        return people;
    }

    /**
     * All at once, so many turns each.
     *
     * @return how long each turn took, until the last frame of it, in nanoseconds, in order
     */
    List<Long> say(List<Person> people, int turns) throws Exception {
        people.forEach(person -> person.begin(turns));
        List<Long> took = new ArrayList<>();
        for (Person person : people) {
            People.await(person.done.future());
            took.addAll(person.took);
        }
        return took.stream().sorted().toList();
    }

    void close(List<Person> people) {
        people.forEach(person -> person.socket.close());
    }

    /**
     * Whole turns, and what each has cost.
     *
     * @param perSecond from when the first was begun until the last was over
     * @param cpuMillis of the server's processor time a turn, in milliseconds, with what came after the reply
     */
    record Load(double perSecond, double cpuMillis) {}

    /** Of so many people, who have logged in and opened their sockets before it is measured, so many turns each. */
    Load measure(ServerProcess server, FakeOllama ollama, int people, int turns) throws Exception {
        List<Person> all = open(List.of(server), people);
        untilQuiet(ollama);
        long asked = ollama.total();
        long cpu = server.cpuNanos();
        long began = System.nanoTime();
        int done = say(all, turns).size();
        double seconds = (System.nanoTime() - began) / 1e9;
        untilQuiet(ollama);
        double cpuMillis = (server.cpuNanos() - cpu) / 1e6 / done;
        close(all);
        if (ollama.total() - asked < done) {
            throw new IllegalStateException("Some turns were answered without the model");
        }
        return new Load(done / seconds, cpuMillis);
    }

    /** Until the model is asked nothing any more, but at most some seconds. */
    private static void untilQuiet(FakeOllama ollama) throws InterruptedException {
        long before = -1;
        for (int i = 0; i < LOOKS && before != ollama.total(); i++) {
            before = ollama.total();
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** Somebody who talks. */
    final class Person {
        private final WebSocket socket;
        private final int number;
        private final List<Long> took = new ArrayList<>();
        private Promise<Void> done = Promise.promise();
        private int turns;
        private long began;

        Person(ServerProcess server, WebSocket socket, int number) {
            this.socket = socket;
            this.number = number;
            socket.textMessageHandler(text -> {
                if (text.startsWith("{\"event\":\"error\"")) {
                    done.tryFail("the server answered with an error");
                } else if (server.endsTurn(text)) {
                    took.add(System.nanoTime() - began);
                    next();
                }
            });
            socket.closeHandler(closed -> done.tryFail("the server closed the socket"));
        }

        private void begin(int count) {
            done = Promise.promise();
            turns = count;
            took.clear();
            next();
        }

        private void next() {
            if (took.size() == turns) {
                done.tryComplete();
                return;
            }
            began = System.nanoTime();
            JsonObject data = new JsonObject().put("content", "Turn " + said.incrementAndGet() + " of " + number);
            socket.writeTextMessage(
                    new JsonObject().put("event", "message").put("data", data).encode());
        }
    }
}
