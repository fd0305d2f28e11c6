package demi.discord.standin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What there is on the stand-in: one server with its people, channels and messages, as Discord's JSON. */
final class FakeGuild {

    private static final long DISCORD_EPOCH_MS = 1_420_070_400_000L;
    private static final long SEND_MESSAGES = 1L << 11;
    private static final String EVERYTHING_USUAL = "1071698660929";

    private long lastId = (System.currentTimeMillis() - DISCORD_EPOCH_MS) << 22;

    final String guildId = id();
    final String botId = id();
    final Map<String, JsonObject> users = new LinkedHashMap<>();
    final Map<String, List<String>> roles = new LinkedHashMap<>();
    final Map<String, JsonObject> channels = new LinkedHashMap<>();
    final Map<String, JsonObject> messages = new LinkedHashMap<>();
    /** By path. */
    final Map<String, Buffer> files = new LinkedHashMap<>();

    private final Map<String, JsonObject> guildRoles = new LinkedHashMap<>();
    private final Map<String, String> directs = new LinkedHashMap<>();

    FakeGuild() {
        users.put(botId, user(botId, "Demi", true));
        roles.put(botId, List.of());
        guildRoles.put(guildId, role(guildId, "@everyone", EVERYTHING_USUAL));
    }

    /** A new id, larger than all before. */
    String id() {
        lastId += 1L << 22;
        return Long.toString(lastId);
    }

    /** The same message, as if it had been written then: Discord's ids tell the time. */
    void backdate(JsonObject message, java.time.Instant to) {
        messages.remove(message.getString("id"));
        String id = Long.toString(((to.toEpochMilli() - DISCORD_EPOCH_MS) << 22) + messages.size());
        message.put("id", id).put("timestamp", to.toString());
        messages.put(id, message);
    }

    private static JsonObject user(String id, String name, boolean bot) {
        return new JsonObject()
                .put("id", id)
                .put("username", name)
                .put("global_name", bot ? null : name)
                .put("discriminator", "0")
                .put("avatar", null)
                .put("bot", bot);
    }

    private static JsonObject role(String id, String name, String permissions) {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("colors", new JsonObject().put("primary_color", 0))
                .put("position", 0)
                .put("permissions", permissions);
    }

    String person(String name, boolean bot) {
        String id = id();
        users.put(id, user(id, name, bot));
        roles.put(id, List.of());
        return id;
    }

    String role(String name) {
        String id = id();
        guildRoles.put(id, role(id, name, "0"));
        return id;
    }

    /** @param writable whether the bot may write there */
    String channel(String name, boolean writable) {
        return channel(name, writable ? 0 : SEND_MESSAGES);
    }

    String channel(String name, long denied) {
        String id = id();
        JsonArray overwrites = new JsonArray();
        if (denied != 0) {
            overwrites.add(new JsonObject()
                    .put("id", guildId)
                    .put("type", 0)
                    .put("allow", "0")
                    .put("deny", Long.toString(denied)));
        }
        channels.put(
                id,
                new JsonObject()
                        .put("id", id)
                        .put("type", 0)
                        .put("name", name)
                        .put("guild_id", guildId)
                        .put("position", channels.size())
                        .put("permission_overwrites", overwrites));
        return id;
    }

    String thread(String parent, String name, String owner) {
        return thread(id(), parent, name, owner);
    }

    /** @param id of the message that it is made from, where it is made from one */
    String thread(String id, String parent, String name, String owner) {
        channels.put(
                id,
                new JsonObject()
                        .put("id", id)
                        .put("type", 11)
                        .put("guild_id", guildId)
                        .put("parent_id", parent)
                        .put("name", name)
                        .put("owner_id", owner)
                        .put("message_count", 0)
                        .put("member_count", 1)
                        .put("total_message_sent", 0)
                        .put("rate_limit_per_user", 0)
                        .put(
                                "thread_metadata",
                                new JsonObject()
                                        .put("archived", false)
                                        .put("locked", false)
                                        .put("auto_archive_duration", 1440)
                                        .put("archive_timestamp", "2026-11-23T00:00:00Z")
                                        .put("create_timestamp", "2026-11-23T00:00:00Z")));
        return id;
    }

    JsonObject file(String server, String name, String type, Buffer bytes) {
        String id = id();
        String path = "/attachments/" + id + "/" + name;
        files.put(path, bytes);
        return new JsonObject()
                .put("id", id)
                .put("filename", name)
                .put("content_type", type)
                .put("size", bytes.length())
                .put("url", server + path)
                .put("proxy_url", server + path);
    }

    String direct(String user) {
        return directs.computeIfAbsent(user, first -> id());
    }

    boolean isDirect(String channel) {
        return directs.containsValue(channel);
    }

    boolean knows(String channel) {
        return channels.containsKey(channel) || isDirect(channel);
    }

    JsonObject guildChannel(String channel) {
        return Objects.requireNonNull(channels.get(channel));
    }

    boolean mayWrite(String channel) {
        JsonObject known = channels.get(channel);
        return known == null
                || known.getJsonArray("permission_overwrites", new JsonArray()).stream()
                        .map(JsonObject.class::cast)
                        .noneMatch(each -> (Long.parseLong(each.getString("deny")) & SEND_MESSAGES) != 0);
    }

    JsonObject member(String user) {
        return new JsonObject()
                .put("user", users.get(user))
                .put("roles", new JsonArray(roles.getOrDefault(user, List.of())))
                .put("deaf", false)
                .put("mute", false)
                .put("joined_at", "2026-11-23T00:00:00Z");
    }

    JsonObject guild() {
        JsonArray plain = new JsonArray();
        JsonArray threads = new JsonArray();
        channels.values().forEach(channel -> (channel.getInteger("type") == 11 ? threads : plain).add(channel));
        JsonArray members = new JsonArray();
        users.keySet().forEach(user -> members.add(member(user)));
        return new JsonObject()
                .put("id", guildId)
                .put("name", "The server")
                .put("owner_id", guildId)
                .put("member_count", users.size())
                .put("afk_timeout", 300)
                .put("roles", new JsonArray(new ArrayList<>(guildRoles.values())))
                .put("emojis", new JsonArray())
                .put("voice_states", new JsonArray())
                .put("threads", threads)
                .put("guild_scheduled_events", new JsonArray())
                .put("members", members)
                .put("channels", plain);
    }

    /** A message as it is kept and told; {@code replyTo} is the id of another, or null. */
    JsonObject message(
            String channel,
            String author,
            String content,
            @Nullable String replyTo,
            JsonArray embeds,
            JsonArray files) {
        String id = id();
        JsonObject message = new JsonObject()
                .put("id", id)
                .put("type", replyTo == null ? 0 : 19)
                .put("channel_id", channel)
                .put("author", users.get(author))
                .put("content", content)
                .put("timestamp", java.time.Instant.now().toString())
                .put("edited_timestamp", null)
                .put("tts", false)
                .put("mention_everyone", content.contains("@everyone") || content.contains("@here"))
                .put("mentions", mentions(content))
                .put("mention_roles", new JsonArray())
                .put("attachments", files)
                .put("embeds", embeds)
                .put("pinned", false);
        JsonObject earlier = replyTo == null ? null : messages.get(replyTo);
        if (replyTo != null) {
            message.put(
                    "message_reference",
                    new JsonObject().put("message_id", replyTo).put("channel_id", channel));
            message.put("referenced_message", earlier);
        }
        if (!isDirect(channel)) {
            message.put("guild_id", guildId);
            JsonObject member = member(author);
            member.remove("user");
            message.put("member", member);
        }
        messages.put(id, message);
        JsonObject there = channels.get(channel);
        if (there != null) {
            there.put("last_message_id", id);
        }
        return message;
    }

    private JsonArray mentions(String content) {
        JsonArray mentioned = new JsonArray();
        users.forEach((id, user) -> {
            if (content.contains("<@" + id + ">") || content.contains("<@!" + id + ">")) {
                mentioned.add(user);
            }
        });
        return mentioned;
    }
}
