package demi.discord.standin;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Discord at a console, to watch the bridge without Discord. {@code Ann: hello} is a direct message, {@code #Ann: @ hello} one in
 * the channel, where {@code @} mentions the bot, {@code /Ann: mood} a command; {@code !cut} cuts the gateway.
 */
final class StandInMain {

    private final DiscordStandIn discord;
    private final Map<String, String> people = new HashMap<>();
    private int shown;

    private StandInMain(DiscordStandIn discord) {
        this.discord = discord;
    }

    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9000;
        Vertx vertx = Vertx.vertx();
        DiscordStandIn discord = DiscordStandIn.start(vertx, port)
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        System.out.println(
                "DISCORD_API_BASE_URL=" + discord.apiBaseUrl() + " DISCORD_BOT_TOKEN=" + DiscordStandIn.TOKEN);
        StandInMain main = new StandInMain(discord);
        vertx.setPeriodic(200, timer -> vertx.executeBlocking(main::show));
        main.read();
        vertx.close();
    }

    private void read() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split(":\\s*", 2);
            if (line.equals("!cut")) {
                discord.cutGateway();
            } else if (parts.length == 2 && parts[0].startsWith("#")) {
                String text = parts[1].replaceFirst("^@", "<@" + discord.bot() + ">");
                discord.say(discord.general(), person(parts[0].substring(1)), text);
            } else if (parts.length == 2 && parts[0].startsWith("/")) {
                String who = person(parts[0].substring(1));
                discord.command(discord.directOf(who), who, parts[1], new io.vertx.core.json.JsonArray());
            } else if (parts.length == 2) {
                discord.direct(person(parts[0]), parts[1]);
            }
        }
    }

    private String person(String name) {
        return people.computeIfAbsent(name, discord::person);
    }

    private synchronized boolean show() {
        List<PostedMessage.Posted> posted = discord.posted();
        for (; shown < posted.size(); shown++) {
            System.out.println("Demi in " + posted.get(shown).channel() + ": "
                    + posted.get(shown).body().encodePrettily());
        }
        return true;
    }
}
