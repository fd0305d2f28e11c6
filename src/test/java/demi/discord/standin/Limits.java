package demi.discord.standin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What Discord takes of one message: https://docs.discord.com/developers/resources/message#embed-object-embed-limits. */
final class Limits {

    private Limits() {}

    static boolean fits(String content, JsonArray embeds) {
        int all = 0;
        for (Object each : embeds) {
            JsonObject embed = (JsonObject) each;
            String title = embed.getString("title", "");
            String description = embed.getString("description", "");
            JsonArray fields = embed.getJsonArray("fields", new JsonArray());
            String footer = embed.getJsonObject("footer", new JsonObject()).getString("text", "");
            all += title.length() + description.length() + footer.length();
            if (title.length() > 256 || description.length() > 4096 || footer.length() > 2048 || fields.size() > 25) {
                return false;
            }
            for (Object one : fields) {
                JsonObject field = (JsonObject) one;
                String name = field.getString("name", "");
                String value = field.getString("value", "");
                all += name.length() + value.length();
                if (name.isEmpty() || name.length() > 256 || value.isEmpty() || value.length() > 1024) {
                    return false;
                }
            }
        }
        boolean empty = content.isEmpty() && embeds.isEmpty();
        return !empty && content.length() <= 2000 && embeds.size() <= 10 && all <= 6000;
    }
}
