package demi.discord.standin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What the bot has done. */
public final class PostedMessage {

    final List<Posted> posted = new ArrayList<>();
    final List<Callback> callbacks = new ArrayList<>();
    final List<JsonObject> edits = new ArrayList<>();
    final List<String> typing = new ArrayList<>();
    final List<String> limited = new ArrayList<>();
    JsonArray commands = new JsonArray();

    /** A message as the bot sent it. */
    public record Posted(String channel, String id, JsonObject body) {

        /** The descriptions of its embeds, or its plain content. */
        public String text() {
            JsonArray embeds = body.getJsonArray("embeds", new JsonArray());
            StringBuilder text = new StringBuilder(body.getString("content", ""));
            embeds.forEach(embed -> text.append(((JsonObject) embed).getString("description", "")));
            return text.toString();
        }

        public JsonObject embed() {
            return body.getJsonArray("embeds").getJsonObject(0);
        }
    }

    /** The first answer to a command. */
    public record Callback(String interaction, JsonObject body) {}

    void posted(String channel, String id, JsonObject body) {
        posted.add(new Posted(channel, id, body));
    }

    void callback(String interaction, JsonObject body) {
        callbacks.add(new Callback(interaction, body));
    }

    void edit(String token, JsonObject body) {
        edits.add(body.copy().put("token", token));
    }

    void typing(String channel) {
        typing.add(channel);
    }

    void limited(String bucket) {
        limited.add(bucket);
    }

    JsonArray commands(JsonArray sent, FakeGuild world) {
        commands = sent.copy();
        JsonArray kept = new JsonArray();
        sent.forEach(each -> kept.add(((JsonObject) each)
                .copy()
                .put("id", world.id())
                .put("application_id", world.botId)
                .put("version", world.id())));
        return kept;
    }
}
