package demi.discord.standin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Slash commands as Discord tells of them. */
final class Interactions {

    private Interactions() {}

    static JsonObject command(FakeGuild world, String channel, String person, String name, JsonArray options) {
        String id = world.id();
        boolean direct = world.isDirect(channel);
        JsonObject interaction = new JsonObject()
                .put("id", id)
                .put("application_id", world.botId)
                .put("type", 2)
                .put("token", "interaction-" + id)
                .put("version", 1)
                .put("locale", "en-US")
                .put("entitlements", new JsonArray())
                .put("attachment_size_limit", 10_485_760)
                .put("authorizing_integration_owners", new JsonObject().put("0", direct ? "0" : world.guildId))
                .put("context", direct ? 1 : 0)
                .put("channel_id", channel)
                .put(
                        "data",
                        new JsonObject()
                                .put("id", world.id())
                                .put("name", name)
                                .put("type", 1)
                                .put("options", options));
        if (direct) {
            return interaction
                    .put("user", world.users.get(person))
                    .put(
                            "channel",
                            new JsonObject()
                                    .put("id", channel)
                                    .put("type", 1)
                                    .put("recipients", new JsonArray().add(world.users.get(person))));
        }
        return interaction
                .put("guild_id", world.guildId)
                .put("guild", new JsonObject().put("id", world.guildId).put("locale", "en-US"))
                .put("member", world.member(person).put("permissions", "1071698660929"))
                .put("channel", world.guildChannel(channel).copy().put("permissions", "1071698660929"));
    }
}
