package demi.discord.inbound;

import static net.dv8tion.jda.api.interactions.commands.build.Commands.slash;

import demi.discord.jda.MessageReader;
import demi.discord.jda.Refusal;
import demi.network.inbound.ChatCommands.Command;
import demi.network.message.InboundMessage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slash commands: answered at once, to their user's eyes only. */
public final class SlashCommands {

    private static final Logger LOG = LoggerFactory.getLogger(SlashCommands.class);

    private final Function<Command, Future<String>> answers;

    /** @param answers what a command is answered; never fails */
    public SlashCommands(Function<Command, Future<String>> answers) {
        this.answers = answers;
    }

    public static List<CommandData> all() {
        return List.of(
                slash("mood", "How Demi feels"),
                slash("status", "Whether Demi is well"),
                slash("stop", "Demi stops what she is saying here"),
                slash("quiet", "Demi does not write to you first for a while")
                        .addOption(OptionType.NUMBER, "hours", "For so long; none: eight; 0: she may again"),
                slash("forget", "Demi forgets what she knows of you")
                        .addOption(OptionType.STRING, "what", "What about; none: everything that you have not pinned"),
                slash("ramble", "Demi thinks aloud in the channel that is for it"),
                slash("link", "Make this and your Demi account one conversation")
                        .addOption(OptionType.STRING, "code", "The code from Demi; none: they are two again"));
    }

    /** Discord waits three seconds for the first answer only, so that says nothing yet. */
    public void on(SlashCommandInteractionEvent event) {
        event.deferReply(true)
                .queue(
                        ready -> {},
                        thrown -> LOG.warn(
                                "Could not acknowledge a command in time: {}", Refusal.words(thrown, List.of())));
        answers.apply(command(event))
                .onSuccess(text -> event.getHook()
                        .sendMessage(text)
                        .queue(
                                sent -> {},
                                thrown -> LOG.warn(
                                        "Could not answer a command: {}", Refusal.words(thrown, List.of(text)))));
    }

    private static Command command(SlashCommandInteractionEvent event) {
        Member member = event.getMember();
        List<String> roles = member == null
                ? List.of()
                : member.getRoles().stream().map(ISnowflake::getId).toList();
        // As it is with what they say there.
        String name =
                MessageReader.name(member == null ? event.getUser().getEffectiveName() : member.getEffectiveName());
        List<String> channels = new ArrayList<>(List.of(event.getChannel().getId()));
        if (event.getChannelType().isThread()) {
            channels.add(event.getChannel().asThreadChannel().getParentChannel().getId());
        }
        // None has more than one.
        String argument = event.getOptions().stream()
                .map(OptionMapping::getAsString)
                .findFirst()
                .orElse(null);
        return new Command(
                new InboundMessage.Author(event.getUser().getId(), name, false, roles),
                !event.isFromGuild(),
                event.isFromGuild() ? "#" + event.getChannel().getName() : "direct",
                channels,
                event.getName(),
                argument);
    }
}
