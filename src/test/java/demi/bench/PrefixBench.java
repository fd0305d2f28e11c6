package demi.bench;

import demi.bench.server.DemiProcess;
import demi.bench.server.People;
import demi.rehearse.ChatTemplate;
import demi.rehearse.FakeOllama;
import demi.rehearse.PromptCache;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How much of what the model is sent it has read before: of each request for a reply, the part that is byte for byte the
 * beginning of the request before and its reply; and, once its template has made a text of it, how much of that is read a
 * second time because something before it changed, or because a request in between took its place. A conversation of
 * five hundred turns, many windows long.
 */
final class PrefixBench {

    private static final int TURNS = 500;
    /** With a model that cannot go back each turn costs the stand-in one prompt more. */
    private static final int TURNS_OF_SLIDING = 150;

    private static final int WORDS_OF_A_REPLY = 40;
    /** A moment of silence, instead of ten seconds, or minutes, for each of the turns. */
    private static final String SOON = "conductor: {follow_up_after: 50ms, follow_up_after_sliding: 50ms}\n";

    private static final List<String> WORDS =
            List.of("so", "what", "about", "the", "garden", "tomorrow", "maybe", "or");

    private final Vertx vertx = Vertx.vertx();
    private final Random random = new Random(1);
    private final Random replies = new Random(2);
    private final WebSocketClient client = vertx.createWebSocketClient();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    /** Belong to the stand-in's event loop while the talk goes on. */
    private final List<Reread> rereads;

    private final int turns;
    private final int requestsATurn;

    private volatile Promise<Void> turn = Promise.promise();

    private PrefixBench(int turns, int requestsATurn, ChatTemplate... templates) {
        this.turns = turns;
        this.requestsATurn = requestsATurn;
        this.rereads = Arrays.stream(templates).map(Reread::new).toList();
    }

    static void run(Path jar, Path directory, Table table) throws Exception {
        // A reply, and what is asked after it.
        PrefixBench rewinding = new PrefixBench(TURNS, 2, ChatTemplate.LLAMA, ChatTemplate.QWEN);
        rewinding.run(jar, Files.createDirectories(directory.resolve("rewinding")), table, ChatTemplate.LLAMA);
        // And then all of it read again, while nobody waits.
        PrefixBench sliding = new PrefixBench(TURNS_OF_SLIDING, 3, ChatTemplate.GEMMA);
        sliding.run(jar, Files.createDirectories(directory.resolve("sliding")), table, ChatTemplate.GEMMA);
    }

    private void run(Path jar, Path directory, Table table, ChatTemplate template) throws Exception {
        FakeOllama ollama = People.await(FakeOllama.start(vertx, 0, this::reply));
        ollama.template(template);
        People.settle(DemiProcess.data(directory), 1);
        try (DemiProcess demi = DemiProcess.start(jar, directory, ollama.baseUrl(), SOON)) {
            demi.untilReady();
            String token = People.login(demi.port, 1).get(0);
            talk(demi, token, ollama);
            report(table);
            rereads.forEach(reread -> reread.report(table));
        } finally {
            People.await(vertx.close());
        }
    }

    private record Exchange(String prompt, String reply) {}

    private List<ScriptStep> reply(Script.Request request) {
        boolean turn = isTurn(request);
        String said = turn ? words() : again(request) ? "So" : answer(request);
        rereads.forEach(reread -> reread.add(request, said, turn));
        if (!turn) {
            return List.of(ScriptStep.say(said));
        }
        StringBuilder prompt = new StringBuilder();
        request.messages()
                .forEach(message ->
                        prompt.append('\n').append(message.role()).append('\n').append(message.content()));
        exchanges.add(new Exchange(prompt.append("\nassistant\n").toString(), said));
        return ScriptStep.words(said);
    }

    /** Follow-ups have a format; notes on what will be cut are asked for in other words than the person's, which are few. */
    private static boolean isTurn(Script.Request request) {
        String words = request.lastFromUser();
        return !request.body().containsKey("format")
                && !again(request)
                && WORDS.containsAll(List.of(words.split(" ", -1)))
                && request.messages()
                        .get(request.messages().size() - 1)
                        .content()
                        .startsWith(words);
    }

    /** One token is asked for where a talk is read again while nobody waits. */
    private static boolean again(Script.Request request) {
        return request.options().getInteger("num_predict") == 1;
    }

    private static String answer(Script.Request request) {
        return request.body().containsKey("format")
                ? "{\"distress\":\"no\",\"interaction\":\"message\",\"strength\":1}"
                : "They talk about the garden, mostly about what to do tomorrow.";
    }

    /** A reply that is like none before: what repeats is not sent. */
    private String words() {
        StringBuilder words = new StringBuilder();
        for (int word = 0; word < WORDS_OF_A_REPLY; word++) {
            replies.ints(5, 'a', 'z' + 1).forEach(letter -> words.append((char) letter));
            words.append(' ');
        }
        return words.append("end.").toString();
    }

    /** What a server that serves one at a time reads of the prompts, with a template of one shape. */
    private static final class Reread {
        private final ChatTemplate template;
        private final PromptCache cache = new PromptCache();
        private long sent;
        private long again;
        private int before;
        private int prompts;

        Reread(ChatTemplate template) {
            this.template = template;
        }

        void add(Script.Request request, String reply, boolean counts) {
            PromptCache.Cost cost = cache.read(template, request.messages(), reply.strip());
            if (counts) {
                // What the prompt has grown by since the last is new; whatever else is read was read before.
                int grown = Math.max(0, cost.tokens() - before);
                sent += cost.tokens();
                again += Math.max(0, cost.newTokens() - grown);
                before = cost.tokens();
                prompts++;
            }
        }

        void report(Table table) {
            table.row(
                    "of the tokens, read again with the template of "
                            + template.name().toLowerCase(Locale.ROOT),
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * again / sent),
                    "5 %",
                    String.format(Locale.ROOT, "%,d tokens a prompt", sent / prompts));
        }
    }

    private void talk(DemiProcess demi, String token, FakeOllama ollama) throws Exception {
        WebSocket socket = People.await(client.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(demi.port)
                .setURI("/api/v1/chat/ws?token=" + token)));
        socket.textMessageHandler(text -> {
            if (text.startsWith("{\"event\":\"emotion_update\"")) {
                turn.tryComplete();
            }
        });
        for (int i = 0; i < turns; i++) {
            turn = Promise.promise();
            long before = ollama.total();
            StringBuilder words = new StringBuilder();
            for (int word = 5 + random.nextInt(40); word > 0; word--) {
                words.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            JsonObject data = new JsonObject().put("content", words.toString());
            socket.writeTextMessage(
                    new JsonObject().put("event", "message").put("data", data).encode());
            People.await(turn.future());
            // As between people: there is a moment in which she thinks it over.
            People.await(ollama.awaitTotal(before + requestsATurn));
            People.await(ollama.awaitOpen(0));
        }
    }

    private void report(Table table) {
        long sent = 0;
        long known = 0;
        int cuts = 0;
        String before = "";
        for (Exchange exchange : exchanges) {
            int same = same(before, exchange.prompt());
            sent += exchange.prompt().length();
            known += same;
            cuts += same < before.length() && !before.isEmpty() ? 1 : 0;
            before = exchange.prompt() + exchange.reply();
        }
        table.row(
                "of the prompts' bytes, read before, over " + turns + " turns",
                String.format(Locale.ROOT, "%.1f %%", 100.0 * known / sent),
                "95 %",
                String.format(
                        Locale.ROOT,
                        "%,d bytes a prompt; the window was full %d times",
                        sent / exchanges.size(),
                        cuts));
    }

    private static int same(String before, String now) {
        int most = Math.min(before.length(), now.length());
        int same = 0;
        while (same < most && before.charAt(same) == now.charAt(same)) {
            same++;
        }
        return same;
    }
}
