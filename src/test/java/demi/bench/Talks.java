package demi.bench;

import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Many people of {@link People} who talk at once, each one turn after the other. */
final class Talks {

    private final WebSocketClient client;

    Talks(Vertx vertx) {
        client = vertx.createWebSocketClient();
    }

    /** For the scripted Ollama: twenty words that hang on what was said, and nothing for the house's own questions. */
    static List<ScriptStep> reply(Script.Request request) {
        Random random = new Random(request.lastFromUser().hashCode());
        return request.body().containsKey("format")
                ? List.of(ScriptStep.say("{}"))
                : ScriptStep.words(random.ints(20, 'a', 'z' + 1)
                        .mapToObj(letter -> Character.toString(letter).repeat(4))
                        .collect(Collectors.joining(" ")));
    }

    /**
     * Each at one of the processes, with a socket of their own.
     *
     * @return how long each turn took, until her mood was told after the reply, in nanoseconds, in order
     */
    List<Long> hold(List<DemiProcess> all, int count, int turns) throws Exception {
        List<String> tokens = People.login(all.get(0).port, count);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            WebSocket socket = People.await(client.connect(new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(all.get(i % all.size()).port)
                    .setURI("/api/v1/chat/ws?token=" + tokens.get(i))));
            people.add(new Person(socket, i, turns));
        }
        for (Person person : people) {
            person.next();
        }
        List<Long> took = new ArrayList<>();
        for (Person person : people) {
            People.await(person.done.future());
            took.addAll(person.took);
            person.socket.close();
        }
        return took.stream().sorted().toList();
    }

    private static final class Person {
        private final WebSocket socket;
        private final int number;
        private final int turns;
        private final List<Long> took = new ArrayList<>();
        private final Promise<Void> done = Promise.promise();
        private long began;

        Person(WebSocket socket, int number, int turns) {
            this.socket = socket;
            this.number = number;
            this.turns = turns;
            socket.textMessageHandler(text -> {
                if (text.startsWith("{\"event\":\"emotion_update\"")) {
                    took.add(System.nanoTime() - began);
                    next();
                }
            });
        }

        void next() {
            if (took.size() == turns) {
                done.tryComplete();
                return;
            }
            began = System.nanoTime();
            JsonObject data = new JsonObject().put("content", "Turn " + took.size() + " of " + number);
            socket.writeTextMessage(
                    new JsonObject().put("event", "message").put("data", data).encode());
        }
    }
}
