package demi.http.rest.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.http.web.JsonViews;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A JSON object that is written while it is made, so that however much is in it little of it is in memory: the next part is asked
 * for when the one before is on its way.
 */
final class JsonFile {

    /**
     * @param last where the next page begins
     * @param more whether there is one
     */
    record Page(List<? extends JsonNode> items, long last, boolean more) {}

    private final HttpServerResponse response;

    JsonFile(HttpServerResponse response) {
        this.response = response;
    }

    /** Begins with what is there as a whole, one field at least. */
    Future<Void> begin(ObjectNode head) {
        String text = JsonViews.write(head);
        return response.setChunked(true).write(text.substring(0, text.length() - 1));
    }

    /**
     * @param name a plain word
     * @param pages asked for from 0 on, then from where the one before ended
     */
    Future<Void> array(String name, LongFunction<Future<Page>> pages) {
        return response.write(",\n\"" + name + "\":[")
                .compose(begun -> page(pages, 0, ""))
                .compose(last -> response.write("]"));
    }

    private Future<Void> page(LongFunction<Future<Page>> pages, long from, String separator) {
        return pages.apply(from).compose(page -> {
            StringBuilder text = new StringBuilder();
            String before = separator;
            for (JsonNode item : page.items()) {
                text.append(before).append('\n').append(JsonViews.write(item));
                before = ",";
            }
            String next = before;
            Future<Void> written = text.isEmpty() ? Future.succeededFuture() : response.write(text.toString());
            return page.more() ? written.compose(sent -> page(pages, page.last(), next)) : written;
        });
    }

    Future<Void> end() {
        return response.end("}\n");
    }
}
