package demi.network.inbound;

import demi.network.client.NetworkClient;
import demi.network.client.ReferenceClient;
import demi.network.message.AccessPolicy;
import demi.network.message.InboundMessage;
import demi.network.message.Quote;
import demi.network.message.Reference;
import demi.network.message.Timeouts;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what messages refer to: answered messages that the network did not send along, text files, what a thread was made from. */
public final class ReferenceResolver {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceResolver.class);
    private static final long PATIENCE_MS = 5_000;
    private static final int MOST = 16;
    private static final int MOST_CHARACTERS = 3_500;
    private static final int MOST_THREADS = 500;

    private final Vertx vertx;
    private final Supplier<Future<NetworkClient>> client;
    private final AttachmentDownloader files;
    private final AccessPolicy access;
    private final Map<String, Boolean> threads = new BoundedMap<>(MOST_THREADS);

    public ReferenceResolver(
            Vertx vertx, Supplier<Future<NetworkClient>> client, AttachmentDownloader files, AccessPolicy access) {
        this.vertx = vertx;
        this.client = client;
        this.files = files;
        this.access = access;
    }

    /**
     * Never fails, and not late: what cannot be had is said to be so, or left out.
     *
     * @param newest of the messages, which are of one place
     * @return a line each; empty for none
     */
    public Future<String> lines(InboundMessage newest, List<Reference> references) {
        List<Future<String>> all = new ArrayList<>(List.of(threadOf(newest)));
        references.stream().distinct().limit(MOST).map(this::line).forEach(all::add);
        return Future.join(all)
                .otherwiseEmpty()
                .map(done -> joined(all.stream()
                        .map(each -> each.succeeded() ? each.result() : "")
                        .filter(line -> !line.isEmpty())
                        .toList()));
    }

    private static String joined(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (text.length() + line.length() < MOST_CHARACTERS) {
                text.append(text.length() == 0 ? "" : "\n").append(line);
            }
        }
        return text.toString();
    }

    private Future<String> line(Reference reference) {
        if (reference instanceof Reference.Unsent unsent) {
            return Timeouts.within(
                            vertx, PATIENCE_MS, references(now -> now.answered(unsent.channel(), unsent.message())))
                    .onFailure(thrown -> LOG.debug("Could not find the answered message: {}", thrown.getMessage()))
                    .otherwise(Quote.NOT_READ)
                    .map(Reference.Line::text);
        }
        if (reference instanceof Reference.TextFile file) {
            return Timeouts.within(vertx, PATIENCE_MS, files.read(file.address()))
                    .map(text -> Quote.file(file.name(), text, true))
                    .otherwise(Quote.noFile(file.name()))
                    .map(Reference.Line::text);
        }
        return Future.succeededFuture(((Reference.Line) reference).text());
    }

    private Future<Reference.Line> references(Function<ReferenceClient, Future<Reference.Line>> question) {
        return client.get()
                .compose(now -> now instanceof ReferenceClient can
                        ? question.apply(can)
                        : Future.failedFuture("the network does not tell"));
    }

    /** The message that the thread was made from: with the first message there only. */
    private Future<String> threadOf(InboundMessage message) {
        String parent = message.parent();
        String thread = message.place().channel();
        if (parent == null || threads.put(thread, true) != null) {
            return Future.succeededFuture("");
        }
        return Timeouts.within(vertx, PATIENCE_MS, references(now -> now.threadOf(parent, thread, access)))
                .map(Reference.Line::text)
                .onFailure(thrown -> LOG.debug("Could not find the start of a thread: {}", thrown.getMessage()))
                .otherwise("");
    }
}
