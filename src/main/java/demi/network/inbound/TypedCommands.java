package demi.network.inbound;

import demi.network.client.NetworkInfo;
import demi.network.message.InboundMessage;
import demi.network.outbound.ReplyRouter;
import java.util.Optional;

/** What is typed to Demi, but is for her house: a code that links accounts, and commands where the network has none of its own. */
public final class TypedCommands {

    private final NetworkInfo network;
    private final AccountLinking linking;
    private final ChatCommands commands;
    private final ReplyRouter replies;

    public TypedCommands(NetworkInfo network, AccountLinking linking, ChatCommands commands, ReplyRouter replies) {
        this.network = network;
        this.linking = linking;
        this.commands = commands;
        this.replies = replies;
    }

    /** Whether it is a linking code; one that was sent while she was away is no good any more. */
    public boolean isCode(String words) {
        return linking.isLinkCode(words);
    }

    /** Answers it where it is one, and says whether it was. */
    public boolean take(InboundMessage message, String words) {
        if (message.place().isDirect() && linking.isLinkCode(words)) {
            linking.byDirectMessage(message, words);
            return true;
        }
        Optional<ChatCommands.Command> command =
                network.textCommands() && !message.author().bot() ? ChatCommands.of(message) : Optional.empty();
        command.ifPresent(
                given -> commands.answer(given).onSuccess(text -> replies.postCommandAnswer(message.place(), text)));
        return command.isPresent();
    }
}
