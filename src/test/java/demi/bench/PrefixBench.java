package demi.bench;

import demi.rehearse.ChatTemplate;
import demi.rehearse.PromptCache;
import demi.rehearse.Script;
import demi.rehearse.StandIn;
import demi.rehearse.Step;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
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
    private static final String REPLY = "That is what I would have said, only with more sarcasm and a joke. ".repeat(3);
    private static final List<String> WORDS =
            List.of("so", "what", "about", "the", "garden", "tomorrow", "maybe", "or");

    private final Vertx vertx = Vertx.vertx();
    private final Random random = new Random(1);
    private final WebSocketClient client = vertx.createWebSocketClient();
    private final List<String> prompts = new CopyOnWriteArrayList<>();
    /** Belong to the stand-in's event loop while the talk goes on. */
    private final List<Reread> rereads =
            Arrays.stream(ChatTemplate.values()).map(Reread::new).toList();

    private volatile Promise<Void> turn = Promise.promise();

    private PrefixBench() {}

    static void run(Path jar, Path directory, Table table) throws Exception {
        PrefixBench bench = new PrefixBench();
        StandIn ollama = People.await(StandIn.start(bench.vertx, 0, bench::reply));
        People.settle(DemiProcess.data(directory), 1);
        try (DemiProcess demi = DemiProcess.start(jar, directory, ollama.baseUrl())) {
            demi.untilReady();
            String token = People.login(demi.port, 1).get(0);
            bench.talk(demi, token, ollama);
            bench.report(table);
            bench.rereads.forEach(reread -> reread.report(table));
        } finally {
            People.await(bench.vertx.close());
        }
    }

    private List<Step> reply(Script.Request request) {
        String said = answer(request);
        rereads.forEach(reread -> reread.add(request, said, said.equals(REPLY)));
        if (!said.equals(REPLY)) {
            return List.of(Step.say(said));
        }
        StringBuilder prompt = new StringBuilder();
        request.messages()
                .forEach(message ->
                        prompt.append('\n').append(message.role()).append('\n').append(message.content()));
        prompts.add(prompt.append("\nassistant\n").toString());
        return Step.words(REPLY);
    }

    /** Follow-ups have a format; notes on what will be cut are asked for in other words than the person's, which are few. */
    private static String answer(Script.Request request) {
        if (request.body().containsKey("format")) {
            return "{\"distress\":false,\"interaction\":\"message\",\"strength\":1,\"certainty\":1}";
        }
        boolean said = WORDS.containsAll(List.of(request.lastFromUser().split(" ", -1)));
        boolean last =
                request.messages().get(request.messages().size() - 1).content().startsWith(request.lastFromUser());
        return said && last ? REPLY : "They talk about the garden, mostly about what to do tomorrow.";
    }

    /** What a server that serves one at a time reads of the prompts, with a template of one shape. */
    private static final class Reread {
        private final ChatTemplate template;
        private final PromptCache cache = new PromptCache();
        private long sent;
        private long again;
        private int before;

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
            }
        }

        void report(Table table) {
            table.row(
                    "of the tokens, read again with the template of "
                            + template.name().toLowerCase(Locale.ROOT),
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * again / sent),
                    "5 %",
                    String.format(Locale.ROOT, "%,d tokens a prompt", sent / TURNS));
        }
    }

    private void talk(DemiProcess demi, String token, StandIn ollama) throws Exception {
        WebSocket socket = People.await(client.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(demi.port)
                .setURI("/api/v1/chat/ws?token=" + token)));
        socket.textMessageHandler(text -> {
            if (text.startsWith("{\"event\":\"emotion_update\"")) {
                turn.tryComplete();
            }
        });
        for (int i = 0; i < TURNS; i++) {
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
            People.await(ollama.whenTotal(before + 2));
            People.await(ollama.whenOpen(0));
        }
    }

    private void report(Table table) {
        long sent = 0;
        long known = 0;
        int cuts = 0;
        String before = "";
        for (String prompt : prompts) {
            int same = same(before, prompt);
            sent += prompt.length();
            known += same;
            cuts += same < before.length() && !before.isEmpty() ? 1 : 0;
            before = prompt + REPLY.strip();
        }
        table.row(
                "of the prompts' bytes, read before, over " + TURNS + " turns",
                String.format(Locale.ROOT, "%.1f %%", 100.0 * known / sent),
                "95 %",
                String.format(
                        Locale.ROOT, "%,d bytes a prompt; the window was full %d times", sent / prompts.size(), cuts));
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
