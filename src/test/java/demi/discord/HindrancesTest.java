package demi.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.HealthApi;
import demi.api.NetworkApi;
import demi.app.RunningApplication;
import demi.discord.standin.DiscordStandInTest.JdaLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the owner has to mend is named in health, and in the log once. */
class HindrancesTest extends DiscordFixture {

    private static final String NOWHERE = "424242424242424242";
    private static final long VIEW_CHANNEL = 1L << 10;

    private final JdaLog own = new JdaLog(GatewayConnection.class.getName());

    @BeforeEach
    void listenToTheLog() {
        own.attach();
    }

    @AfterEach
    void leaveTheLog() {
        own.detach();
    }

    private static HealthApi.ComponentHealth part(RunningApplication house) throws Exception {
        return get(house.bus().request(NetworkApi.status("discord"), new NetworkApi.GetStatus()));
    }

    private void told(String sentence, String... settings) throws Exception {
        RunningApplication house = open(settings);
        await().atMost(Duration.ofSeconds(30)).until(() -> part(house).detail().equals(sentence));
        assertEquals(HealthApi.Status.DEGRADED, part(house).status());
        assertEquals(List.of(sentence), own.warnings());
    }

    @Test
    void channelsThatAreNotThereAreNamed() throws Exception {
        told(
                "She finds nothing with the id " + NOWHERE
                        + ", 242424242424242424 of discord.answered_channels on the servers that she is on.",
                "answered_channels: [" + NOWHERE + ", " + discord.general()
                        + ", 242424242424242424, 242424242424242424]");
    }

    @Test
    void channelsAndRolesThatAreAllowedAndNotThereAreNamed() throws Exception {
        told(
                "She finds nothing with the id " + NOWHERE
                        + " of discord.channels.allowed on the servers that she is on."
                        + " She finds nothing with the id 242424242424242424 of discord.roles.allowed on the servers that she is on.",
                "channels: {allowed: [" + NOWHERE + ", " + discord.general() + "], blocked: [242424242424242425]}",
                "roles: {allowed: [242424242424242424, " + discord.role("friends", ann) + "]}");
    }

    @Test
    void channelsInWhichSheMayNotReadOrWriteAreNamed() throws Exception {
        String mute = discord.channel("mute", false);
        String hidden = discord.channelWithout("hidden", VIEW_CHANNEL);
        told(
                "She may not write in #mute of discord.answered_channels. Give her View Channel and Send Messages there."
                        + " She may not read in #hidden of discord.answered_channels. Give her View Channel and Send Messages"
                        + " there.",
                "answered_channels: [" + mute + ", " + hidden + "]");
    }

    @Test
    void anUpgradeThatIsRefusedLaterIsNamedUntilItIsTaken() throws Exception {
        RunningApplication house = open();
        await().until(() -> part(house).status() == HealthApi.Status.UP);
        discord.refuseUpgrade(403);
        discord.cutGateway();
        String refusal = "The gateway refuses the upgrade to a WebSocket: HTTP 403. She tries again.";
        await().atMost(Duration.ofSeconds(30)).until(() -> part(house).detail().equals(refusal));
        assertEquals(HealthApi.Status.DEGRADED, part(house).status());
        discord.refuseUpgrade(0);
        await().atMost(Duration.ofSeconds(60)).until(() -> part(house).detail().startsWith("On Discord as"));
        assertEquals(List.of(refusal), own.warnings());
    }

    @Test
    void aTokenThatIsRefusedIsCalledWhatItIsCalledWhereItIsSet() throws Exception {
        token = "wrong";
        assertEquals(
                "Discord refuses discord.bot_token. Copy the token again from https://discord.com/developers/applications.",
                part(openWithoutWaiting()).detail());
    }

    @Test
    void aTokenThatIsTakenBackIsToldOfAsWell() throws Exception {
        RunningApplication house = open();
        await().until(() -> part(house).status() == HealthApi.Status.UP);
        discord.closeGateway(4004);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> part(house).detail().startsWith("Discord refuses discord.bot_token."));
    }
}
