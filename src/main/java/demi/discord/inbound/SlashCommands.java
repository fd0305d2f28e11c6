package demi.discord.inbound;

import static net.dv8tion.jda.api.interactions.commands.build.Commands.slash;

import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.EmotionApi;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.store.DiscordStore;
import demi.api.store.DiscordStore.Kind;
import demi.api.store.MoodStore;
import demi.bus.Bus;
import demi.discord.jda.MessageReader;
import demi.discord.jda.Refusal;
import demi.discord.message.AccessPolicy;
import demi.discord.message.MoodDescription;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slash commands: answered at once, to their user's eyes only. */
public final class SlashCommands {

    private static final Logger LOG = LoggerFactory.getLogger(SlashCommands.class);

    public static final String REFUSED = "I do not talk to you here.";

    public static final String NOT_LINKED = "I only do that for people who have linked their Demi account: /link.";
    public static final String RAMBLED = "There. I have said it where I say such things.";

    private static final int MOST_CAUSES = 3;
    private static final double USUAL_QUIET = 8;
    private static final double LONGEST_QUIET = 8_760;
    private static final double SECONDS_AN_HOUR = 3_600;

    private final Bus bus;
    private final AccessPolicy access;
    private final AccountLinking linking;
    private final InstantSource clock;

    public SlashCommands(Bus bus, InstantSource clock, AccessPolicy access, AccountLinking linking) {
        this.bus = bus;
        this.clock = clock;
        this.access = access;
        this.linking = linking;
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
                        thrown -> LOG.warn("A command was not answered in time: {}", Refusal.words(thrown, List.of())));
        answer(event)
                .onFailure(thrown -> LOG.warn("The command {} failed: {}", event.getName(), thrown.getMessage()))
                .otherwise("Something went wrong inside me. Try again in a minute.")
                .onSuccess(text -> event.getHook()
                        .sendMessage(text)
                        .queue(
                                sent -> {},
                                thrown -> LOG.warn(
                                        "A command was not answered: {}", Refusal.words(thrown, List.of(text)))));
    }

    private boolean mayUse(SlashCommandInteractionEvent event) {
        Member member = event.getMember();
        List<String> roles = member == null
                ? List.of()
                : member.getRoles().stream().map(ISnowflake::getId).toList();
        List<String> channels = new ArrayList<>(List.of(event.getChannel().getId()));
        if (event.getChannelType().isThread()) {
            channels.add(event.getChannel().asThreadChannel().getParentChannel().getId());
        }
        return access.allows(event.getUser().getId(), !event.isFromGuild(), roles, channels);
    }

    private Future<String> answer(SlashCommandInteractionEvent event) {
        return !mayUse(event)
                ? Future.succeededFuture(REFUSED)
                : me(event).compose(met -> met.active() ? answer(event, met) : Future.succeededFuture(REFUSED));
    }

    private Future<String> answer(SlashCommandInteractionEvent event, DiscordStore.Met met) {
        boolean forThem = event.isFromGuild() || access.answersDirect(met.linked());
        if (!forThem && !event.getName().equals("link")) {
            return Future.succeededFuture(REFUSED);
        }
        return switch (event.getName()) {
            case "mood" -> mood();
            case "status" ->
                bus.ask(InferenceApi.NOW, new InferenceApi.HowIsIt())
                        .map(state ->
                                (state.ready() ? "I can think. " : "I cannot think right now. ") + state.detail());
            case "stop" -> stop(event, met);
            case "quiet" -> quiet(event, met);
            case "forget" -> forget(event, met);
            case "ramble" -> ramble(met);
            case "link" -> link(event);
            default -> Future.succeededFuture("I do not know that one.");
        };
    }

    /** In a channel it is the channel's conversation that they stop. */
    private Future<String> stop(SlashCommandInteractionEvent event, DiscordStore.Met met) {
        Future<DiscordStore.Met> here = event.isFromGuild()
                ? meet(
                        Kind.CHANNEL,
                        event.getChannel().getId(),
                        "#" + event.getChannel().getName())
                : Future.succeededFuture(met);
        return here.compose(talk -> bus.ask(ChatApi.STOP, new ChatApi.Stop(talk.userId())))
                .map("Fine. I'll be quiet.");
    }

    /** She writes first to accounts here, never to somebody who is known on Discord only. */
    private Future<String> quiet(SlashCommandInteractionEvent event, DiscordStore.Met met) {
        OptionMapping option = event.getOption("hours");
        double hours = option == null ? USUAL_QUIET : Math.max(0, Math.min(option.getAsDouble(), LONGEST_QUIET));
        Instant until = clock.instant().plusSeconds(Math.round(hours * SECONDS_AN_HOUR));
        AutonomyApi.Quiet quiet = new AutonomyApi.Quiet(until, null, null, null);
        return bus.ask(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet(met.userId(), quiet))
                .map(done ->
                        hours == 0 ? "Good. I may write first again." : "Fine. Not a word, unless you write first.");
    }

    private Future<String> forget(SlashCommandInteractionEvent event, DiscordStore.Met met) {
        return bus.ask(MemoryApi.FORGET_ABOUT, new MemoryApi.ForgetAbout(met.userId(), option(event, "what")))
                .map(forgot -> forgot.any() ? "It's gone. Whatever it was." : "I know nothing of that.");
    }

    /** Those whom the owner has given an account; what she says there is everybody's to read. */
    private Future<String> ramble(DiscordStore.Met met) {
        return met.linked()
                ? bus.ask(AutonomyApi.RAMBLE_NOW, new AutonomyApi.RambleNow())
                        .map(decision ->
                                decision.kind() == AutonomyApi.Kind.RAMBLE ? RAMBLED : "No. " + decision.reason())
                : Future.succeededFuture(NOT_LINKED);
    }

    private Future<String> link(SlashCommandInteractionEvent event) {
        String code = option(event, "code");
        return code == null
                ? linking.unlink(event.getUser().getId())
                : linking.link(event.getUser().getId(), name(event), code);
    }

    private Future<DiscordStore.Met> me(SlashCommandInteractionEvent event) {
        return meet(Kind.PERSON, event.getUser().getId(), name(event));
    }

    /** As it is with what they say there. */
    private static String name(SlashCommandInteractionEvent event) {
        Member member = event.getMember();
        return MessageReader.name(member == null ? event.getUser().getEffectiveName() : member.getEffectiveName());
    }

    private Future<DiscordStore.Met> meet(Kind kind, String id, String name) {
        return bus.ask(DiscordStore.MEET, new DiscordStore.Meet(kind, id, name, clock.instant()));
    }

    private static @Nullable String option(SlashCommandInteractionEvent event, String name) {
        OptionMapping option = event.getOption(name);
        return option == null ? null : option.getAsString();
    }

    private Future<String> mood() {
        Future<EmotionApi.Mood> mood = bus.ask(EmotionApi.NOW, new EmotionApi.HowAreYou());
        Future<MoodStore.Causes> causes = bus.ask(MoodStore.WHAT_MOVED, new MoodStore.WhatMoved(MOST_CAUSES));
        return Future.all(mood, causes)
                .map(both -> MoodDescription.of(
                        mood.result().feelings(), causes.result().causes(), clock.instant()));
    }
}
