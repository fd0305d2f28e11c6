package demi.telegram.chat;

import demi.telegram.bot.BotCommand;
import java.util.List;

/** The commands that Telegram offers while one types, each with an argument where it takes one. */
public final class CommandMenu {

    public static final List<BotCommand> COMMANDS = List.of(
            new BotCommand("mood", "How Demi feels"),
            new BotCommand("status", "Whether Demi is well"),
            new BotCommand("stop", "Demi stops what she is saying here"),
            new BotCommand("quiet", "Demi does not write to you first for so many hours; 0: she may again"),
            new BotCommand("forget", "Demi forgets what she knows of you, or of what you name"),
            new BotCommand("ramble", "Demi thinks aloud in the channel that is for it"),
            new BotCommand("link", "With a code from Demi: this and your Demi account are one conversation"));

    private CommandMenu() {}
}
