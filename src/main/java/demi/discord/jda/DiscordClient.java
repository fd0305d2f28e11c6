package demi.discord.jda;

import demi.bus.Failure;
import demi.discord.message.PresencePolicy;
import demi.discord.message.ReplyEmbed;
import demi.network.client.BackfillClient;
import demi.network.client.HistoryClient;
import demi.network.client.InviteClient;
import demi.network.client.NetworkClient;
import demi.network.client.Post;
import demi.network.client.ReferenceClient;
import demi.network.client.TypingClient;
import demi.network.message.AccessPolicy;
import demi.network.message.HistoryMessage;
import demi.network.message.InboundMessage;
import demi.network.message.Quote;
import demi.network.message.Reference;
import demi.network.message.ReplyTarget;
import demi.util.MessageSplitter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.PermissionException;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
import net.dv8tion.jda.api.utils.TimeUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What she does on Discord, through JDA; every future is completed on the room's context. */
public final class DiscordClient
        implements NetworkClient, TypingClient, HistoryClient, BackfillClient, ReferenceClient, InviteClient {

    private static final Logger LOG = LoggerFactory.getLogger(DiscordClient.class);
    private static final int LONGEST_NONCE = 25;

    private final JDA jda;
    private final String gateway;
    private final Context context;
    private final MessageReader reader;

    /** @param gateway to which the session connects anew */
    public DiscordClient(JDA jda, String gateway, Context context, MessageReader reader) {
        this.jda = jda;
        this.gateway = gateway;
        this.reader = reader;
        this.context = context;
    }

    /**
     * Posts one message, or several plain ones where no embed is allowed.
     *
     * <p>An answer is a native reply, where the message that it answers is still there. Discord takes a message with the same nonce
     * only once.
     */
    @Override
    public Future<Void> post(ReplyTarget place, Post post) {
        return channel(place).compose(channel -> {
            ReplyEmbed card = ReplyEmbed.of(post);
            String nonce = post.nonce();
            // Discord does not let her refer to a message in a channel whose past she may not read.
            String to = post.isAnswer() && hasPermissions(channel, Permission.MESSAGE_HISTORY) ? place.message() : null;
            if (card == null) {
                return send(() -> channel.sendMessage(post.text()), post.text(), to, nonce);
            }
            if (hasPermissions(channel, Permission.MESSAGE_EMBED_LINKS)) {
                return send(() -> channel.sendMessageEmbeds(Embeds.of(card)), card.description(), to, nonce);
            }
            Future<Void> all = Future.succeededFuture();
            List<String> parts = MessageSplitter.of(card.description(), Message.MAX_CONTENT_LENGTH);
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                String first = i == 0 ? to : null;
                String own = nonce + (char) ('a' + i);
                all = all.compose(before -> send(() -> channel.sendMessage(part), part, first, own));
            }
            return all;
        });
    }

    private static boolean hasPermissions(MessageChannel channel, Permission what) {
        return !(channel instanceof GuildMessageChannel there)
                || there.getGuild().getSelfMember().hasPermission(there, what);
    }

    private Future<Void> send(
            Supplier<MessageCreateAction> message, String text, @Nullable String answered, String nonce) {
        Supplier<MessageCreateAction> sent = () -> {
            MessageCreateAction action = message.get();
            if (answered != null) {
                action.setMessageReference(answered).failOnInvalidReply(false);
            }
            return action.setNonce(nonce.substring(0, Math.min(nonce.length(), LONGEST_NONCE)));
        };
        return future(sent, text).mapEmpty();
    }

    @Override
    public Future<Void> typing(ReplyTarget place) {
        return channel(place).compose(channel -> future(channel::sendTyping));
    }

    @Override
    public Future<List<HistoryMessage>> before(ReplyTarget place, String messageId, int most) {
        return channel(place)
                .compose(channel -> future(() -> channel.getHistoryBefore(messageId, most)))
                .map(history -> history.getRetrievedHistory().stream()
                        .map(this::historyMessage)
                        .toList());
    }

    @Override
    public Future<Reference.Line> answered(String channelId, String messageId) {
        MessageChannel channel = jda.getChannelById(MessageChannel.class, channelId);
        return channel == null
                ? Future.succeededFuture(Quote.NOT_READ)
                : message(channel, messageId)
                        .map(found -> found.map(each -> MessageQuote.answered(each, ownId()))
                                .orElse(Quote.GONE));
    }

    @Override
    public Future<Reference.Line> threadOf(String parentId, String threadId, AccessPolicy access) {
        MessageChannel parent = jda.getChannelById(MessageChannel.class, parentId);
        if (parent == null) {
            return Future.failedFuture("it is made from no message");
        }
        return message(parent, threadId)
                .map(found -> found.filter(message -> message.getAuthor().equals(jda.getSelfUser())
                                || (access.allowsUser(message.getAuthor().getId()) && !access.checksRoles()))
                        .map(message -> MessageQuote.threadOf(message, ownId()))
                        .orElseThrow(() -> new NoSuchElementException("none that is for her")));
    }

    /** Empty where there is none of that id. */
    private Future<Optional<Message>> message(MessageChannel channel, String id) {
        return future(() -> channel.retrieveMessageById(id))
                .map(Optional::of)
                .recover(thrown -> Refusal.isUnknownEntity(thrown)
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(thrown));
    }

    @Override
    public Future<List<InboundMessage>> recentOf(String person, int most) {
        return future(() -> jda.openPrivateChannelById(person)).compose(channel -> recent(channel, most));
    }

    /** Threads, too. */
    @Override
    public List<String> activeSince(Instant since, int most) {
        long oldest = TimeUtil.getDiscordTimestamp(since.toEpochMilli());
        return jda.getGuilds().stream()
                .flatMap(guild -> Stream.concat(guild.getTextChannels().stream(), guild.getThreadChannels().stream()))
                .filter(channel -> channel.getLatestMessageIdLong() >= oldest)
                .filter(channel -> hasPermissions(channel, Permission.VIEW_CHANNEL)
                        && hasPermissions(channel, Permission.MESSAGE_HISTORY))
                .sorted(Comparator.comparingLong(GuildMessageChannel::getLatestMessageIdLong)
                        .reversed())
                .limit(most)
                .map(GuildMessageChannel::getId)
                .toList();
    }

    @Override
    public Future<List<InboundMessage>> recentIn(String channelId, int most) {
        MessageChannel channel = jda.getChannelById(MessageChannel.class, channelId);
        return channel == null ? Future.succeededFuture(List.of()) : recent(channel, most);
    }

    /** What was written there, her own as well, the newest first. */
    private Future<List<InboundMessage>> recent(MessageChannel channel, int most) {
        return future(() -> channel.getHistory().retrievePast(most))
                .map(found -> found.stream()
                        .filter(MessageReader::isTyped)
                        .map(message -> reader.read(message, jda.getSelfUser()))
                        .toList());
    }

    private HistoryMessage historyMessage(Message message) {
        User author = message.getAuthor();
        return new HistoryMessage(
                author.equals(jda.getSelfUser()),
                author.isBot() || message.isWebhookMessage(),
                author.getId(),
                MessageReader.nameOf(message),
                message.getContentRaw() + reader.attached(message).overheard());
    }

    private Future<MessageChannel> channel(ReplyTarget place) {
        String person = place.person();
        if (person != null) {
            return future(() -> jda.openPrivateChannelById(person)).map(channel -> channel);
        }
        MessageChannel channel = jda.getChannelById(GuildMessageChannel.class, place.channel());
        return channel == null
                // It may be gone, or its server may not be there just now.
                ? Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "The channel is not there."))
                : Future.succeededFuture(channel);
    }

    /** What of the settings she cannot do where she is, for a person. */
    public List<String> setupProblems(SetupProblems.Wanted wanted) {
        return SetupProblems.of(jda, wanted);
    }

    /** Empty while the gateway can be reached, or it is not known why not; else how it refuses her, for a person. */
    public Future<Optional<String>> gatewayRefusal() {
        return Future.fromCompletionStage(GatewayProbe.refusal(gateway), context);
    }

    public void setPresence(PresencePolicy.Presence look) {
        jda.getPresence()
                .setStatus(
                        switch (look) {
                            case ONLINE -> OnlineStatus.ONLINE;
                            case IDLE -> OnlineStatus.IDLE;
                            case DO_NOT_DISTURB -> OnlineStatus.DO_NOT_DISTURB;
                        });
    }

    public Future<Void> register(List<CommandData> commands) {
        return future(() -> jda.updateCommands().addCommands(commands)).mapEmpty();
    }

    /** Changes nothing; fails as {@link #register} would where the server has no commands, or lets nobody have any. */
    public Future<Void> probeCommands() {
        return future(jda::retrieveCommands).mapEmpty();
    }

    @Override
    public String ownId() {
        return jda.getSelfUser().getId();
    }

    public String name() {
        return jda.getSelfUser().getName();
    }

    public int servers() {
        return jda.getGuilds().size();
    }

    @Override
    public String inviteUrl() {
        return jda.getInviteUrl(
                Permission.VIEW_CHANNEL,
                Permission.MESSAGE_SEND,
                Permission.MESSAGE_SEND_IN_THREADS,
                Permission.MESSAGE_EMBED_LINKS,
                Permission.MESSAGE_HISTORY);
    }

    /** JDA throws at once where it knows already that something is not allowed. */
    private <T> Future<T> future(Supplier<? extends RestAction<T>> action) {
        return future(action, "");
    }

    /** @param sent the text that goes with it */
    private <T> Future<T> future(Supplier<? extends RestAction<T>> action, String sent) {
        Promise<T> done = Promise.promise();
        try {
            action.get()
                    .queue(
                            value -> onContext(() -> done.tryComplete(value)),
                            thrown -> onContext(() -> done.tryFail(Refusal.of(thrown, List.of(sent)))));
        } catch (PermissionException e) {
            done.tryFail(new Failure(Failure.Code.INVALID, "She lacks a permission: " + e.getPermission()));
        } catch (IllegalArgumentException e) {
            // Its message would repeat what was to be sent.
            done.tryFail(new Failure(Failure.Code.INVALID, "Discord would not take it."));
        } catch (RejectedExecutionException e) {
            done.tryFail(Refusal.of(e, List.of()));
        }
        return done.future();
    }

    private void onContext(Runnable what) {
        try {
            context.runOnContext(now -> what.run());
        } catch (RejectedExecutionException e) {
            LOG.debug("Discord answers, and nobody is there any more");
        }
    }
}
