package demi.soak;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sockets that are open and say nothing; when she is there, all of them stay open. */
final class Idlers {

    private static final int AT_A_TIME = 40;

    private final Clients clients;
    private final List<String> tokens;
    private final Set<WebSocket> open = new HashSet<>();

    Idlers(Clients clients, List<String> tokens) {
        this.clients = clients;
        this.tokens = tokens;
    }

    void open(int count) throws Exception {
        while (open() < count) {
            int missing = Math.min(AT_A_TIME, count - open());
            clients.soon(() -> Future.all(some(missing)));
        }
    }

    private List<Future<WebSocket>> some(int count) {
        List<Future<WebSocket>> opening = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opening.add(
                    clients.chat(tokens.get((open.size() + i) % tokens.size())).onSuccess(this::keep));
        }
        return opening;
    }

    private void keep(WebSocket socket) {
        open.add(socket);
        socket.handler(read -> {});
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(closed -> open.remove(socket));
    }

    int open() throws Exception {
        return clients.now(open::size);
    }
}
