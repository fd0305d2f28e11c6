package demi.http;

import demi.contract.Accounts;
import demi.contract.Accounts.Caller;
import demi.contract.Accounts.Entry;
import demi.contract.Accounts.Granted;
import demi.contract.Accounts.Refused;
import demi.contract.Accounts.Tokens;
import demi.contract.Autonomy;
import demi.contract.Bus;
import demi.contract.Chat;
import demi.contract.Chat.Said;
import demi.contract.Chat.Say;
import demi.contract.Chat.Underway;
import demi.contract.Discord;
import demi.contract.Done;
import demi.contract.Failure;
import demi.contract.Feelings;
import demi.contract.Health;
import demi.contract.Logging;
import demi.contract.Memories;
import demi.contract.Memory;
import demi.contract.Message;
import demi.contract.MessageStore;
import demi.contract.MessageStore.History;
import demi.contract.MessageStore.Page;
import demi.contract.Models;
import demi.contract.Notifications;
import demi.contract.OwnAccounts;
import demi.contract.Resources;
import demi.contract.Secret;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The other rooms, as far as the HTTP room needs them. Its fields are what a test looks at and changes. */
final class FakeHouse {

    static final Instant THEN = Instant.parse("2026-11-20T10:00:00.123456Z");
    static final Instant ENDS = Instant.parse("2099-01-01T00:00:00Z");
    static final Feelings FEELINGS = new Feelings(0.3, 0.9, 0.1, 0.2, 0.5, 0.5, 0.5, 0.5, 0.5);

    static final Models.Listing LISTING = new Models.Listing(
            List.of(
                    new Models.Installed("llama3.2:1b", 1_321_098_329, "1.2B", "Q8_0", true),
                    new Models.Installed("large", 99_000_000_000L, "", "", null)),
            List.of(
                    new Models.Host("http://localhost:11434", true, false, "llama3.2:1b"),
                    new Models.Host("http://nas:11434", false, false, null)),
            "llama3.2:1b",
            null,
            8L << 30,
            6L << 30,
            List.of(pull("llama3.2:3b"), new Models.Pull("no-such", "failed", 0, 0, false, "Ollama says: no")));

    static final Resources.Samples SAMPLES = new Resources.Samples(
            List.of(new Resources.Sample(
                    THEN, .254, 1.5, 3L << 30, 4L << 30, true, 10L << 30, 100L << 30, 50L << 20, 256L << 20, 12, 3)),
            new Resources.Load(true, 70));

    private static final OwnAccounts.AppPassword APP_PASSWORD =
            new OwnAccounts.AppPassword("app-1", "Pixel", THEN, null);

    final Bus bus;
    volatile Accounts.@Nullable Refused refuses;
    final Map<String, Caller> tokens = new ConcurrentHashMap<>(Map.of(
            "ada", new Caller("user-ada", "session-ada", "ada@example.org", ENDS, true),
            "ada-phone", new Caller("user-ada", "session-phone", "ada@example.org", ENDS, true),
            "bob", new Caller("user-bob", "session-bob", "bob@example.org", ENDS, false)));
    final Set<String> endedSessions = ConcurrentHashMap.newKeySet();
    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<Memory> memories = new CopyOnWriteArrayList<>();
    final List<Record> asked = new CopyOnWriteArrayList<>();
    final AtomicInteger seq = new AtomicInteger();
    volatile Underway standing = Underway.NOTHING;
    volatile boolean needsSetup = true;
    private volatile boolean paused;
    volatile Notifications.@Nullable Target target;
    volatile Notifications.Tested tested = new Notifications.Tested(true, "It is there.", 0);
    volatile Function<Record, Entry> entry = asked -> granted();
    volatile Function<Accounts.Login, Future<Entry>> logsIn = this::enter;
    volatile Function<Say, Future<Said>> say = this::keep;
    volatile Function<History, Future<Page>> history = question -> Future.succeededFuture(page(question));

    volatile Function<Accounts.Authenticate, Future<Accounts.Authenticated>> authenticates = this::authenticate;

    FakeHouse(Bus bus) {
        this.bus = bus;
    }

    Future<?> open() {
        return Future.all(List.of(
                bus.answer(Accounts.LOGIN, login -> logsIn.apply(login)),
                bus.listen(Accounts.LOGIN_ABANDONED, asked::add),
                bus.answer(Accounts.REFRESH, this::enter),
                bus.answer(Accounts.SETUP, this::enter),
                bus.answer(
                        Accounts.SETUP_CODE,
                        asks -> Future.succeededFuture(new Accounts.SetupCode(needsSetup ? new Secret("code") : null))),
                bus.answer(Accounts.AUTHENTICATE, question -> authenticates.apply(question)),
                bus.answer(Accounts.SESSIONS, this::sessions),
                bus.answer(Accounts.REVOKE, this::revoke),
                bus.answer(
                        OwnAccounts.NOTICES,
                        who -> Future.succeededFuture(new OwnAccounts.Notices(List.of(
                                new OwnAccounts.Notice(OwnAccounts.Kind.NEW_DEVICE, THEN, "Phone", "session-phone"),
                                new OwnAccounts.Notice(OwnAccounts.Kind.LOCKED, THEN, null, null))))),
                bus.answer(OwnAccounts.END_OTHERS, end -> noted(end, new OwnAccounts.Ended(1))),
                bus.answer(
                        OwnAccounts.PROFILE,
                        who -> Future.succeededFuture(new OwnAccounts.Profile(
                                who.caller().userId(), who.caller().email(), "Ada", THEN, null, true, 9))),
                bus.answer(OwnAccounts.CHANGE_PROFILE, change -> own(change, new OwnAccounts.Changed())),
                bus.answer(OwnAccounts.CHANGE_PASSWORD, change -> own(change, new OwnAccounts.Changed())),
                bus.answer(
                        OwnAccounts.BEGIN_FACTOR,
                        begin -> own(begin, new OwnAccounts.FactorBegun(new Secret("ABC"), new Secret("otpauth://x")))),
                bus.answer(
                        OwnAccounts.CONFIRM_FACTOR,
                        confirm -> own(confirm, new OwnAccounts.FactorOn(List.of(new Secret("one"))))),
                bus.answer(OwnAccounts.END_FACTOR, end -> own(end, new OwnAccounts.Changed())),
                bus.answer(
                        OwnAccounts.ADD_APP_PASSWORD,
                        add -> own(add, new OwnAccounts.AppPasswordMade(APP_PASSWORD, new Secret("abcde")))),
                bus.answer(
                        OwnAccounts.APP_PASSWORDS,
                        who -> Future.succeededFuture(new OwnAccounts.AppPasswords(List.of(APP_PASSWORD)))),
                bus.answer(
                        OwnAccounts.REMOVE_APP_PASSWORD,
                        remove -> noted(remove, new Accounts.Revoked(remove.id().equals(APP_PASSWORD.id())))),
                bus.answer(Accounts.STILL_GOOD, this::stillGood),
                bus.answer(
                        Discord.NEW_CODE,
                        who -> noted(
                                who,
                                who.userId().equals("user-ada")
                                        ? new Discord.Code(new Secret("ABCDE-FGHJK"), 600)
                                        : new Discord.Code(null, 0))),
                bus.answer(Models.LIST, question -> noted(question, LISTING)),
                bus.answer(Resources.LIST, question -> noted(question, SAMPLES)),
                bus.answer(Logging.NOW, question -> noted(question, new Logging.Now(Logging.Level.INFO))),
                bus.answer(Logging.CHANGE, change -> noted(change, new Logging.Now(change.level()))),
                bus.answer(Models.GET, get -> noted(get, pull(get.model()))),
                bus.answer(
                        Models.USE,
                        use -> use.model().equals("missing")
                                ? Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "Get it first."))
                                : noted(use, Done.DONE)),
                bus.answer(
                        Memories.LIST, question -> noted(question, new Memories.Page(memories, memories.size() > 1))),
                bus.answer(Memories.CHANGE, this::change),
                bus.answer(
                        Memories.FORGET,
                        forget -> noted(
                                forget,
                                new Memories.Forgotten(memories.removeIf(
                                        memory -> memory.memoryId().equals(forget.memoryId()))))),
                bus.answer(Notifications.TARGET, asks -> noted(asks, standing())),
                bus.answer(Notifications.SET_TARGET, set -> {
                    if ("https://elsewhere.example".equals(set.server())) {
                        return Future.failedFuture(new Failure(Failure.Code.INVALID, "Not there."));
                    }
                    target = new Notifications.Target(
                            set.kind(),
                            "https://ntfy.sh",
                            Objects.requireNonNullElse(set.topic(), ""),
                            set.token(),
                            set.clientToken(),
                            set.text());
                    return noted(set, standing());
                }),
                bus.answer(Notifications.REMOVE_TARGET, remove -> {
                    boolean had = target != null;
                    target = null;
                    return noted(remove, new Notifications.Removed(had));
                }),
                bus.answer(
                        Notifications.TEST,
                        test -> target == null
                                ? Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "No phone is set."))
                                : noted(test, tested)),
                bus.answer(Autonomy.PAUSED, asks -> Future.succeededFuture(new Autonomy.Pause(paused))),
                bus.answer(Autonomy.PAUSE, pause -> {
                    paused = pause.paused();
                    return noted(pause, Done.DONE);
                }),
                bus.answer(Autonomy.WOULD, would -> Future.succeededFuture(decision(would.userId(), null, 0))),
                bus.answer(
                        Autonomy.LEDGER,
                        ledger -> noted(
                                ledger,
                                new Autonomy.Page(
                                        List.of(decision(ledger.userId(), "m1", 9), decision(ledger.userId(), null, 8)),
                                        ledger.limit() == 2))),
                bus.answer(
                        Autonomy.QUIET,
                        asks -> Future.succeededFuture(new Autonomy.Quiet(
                                null, LocalTime.of(22, 0), LocalTime.of(8, 0), ZoneId.of("Europe/Berlin")))),
                bus.answer(Autonomy.SET_QUIET, set -> noted(set, Done.DONE)),
                bus.answer(Autonomy.SUGGEST_ZONE, zone -> noted(zone, Done.DONE)),
                bus.answer(MessageStore.HISTORY, question -> history.apply(question)),
                bus.answer(Chat.STANDING, who -> Future.succeededFuture(standing)),
                bus.answer(Chat.SAY, this::said),
                bus.answer(Chat.STOP, stop -> noted(stop, Done.DONE)),
                bus.answer(Chat.READ, this::read)));
    }

    private Notifications.Standing standing() {
        return new Notifications.Standing(List.of("https://ntfy.sh"), target, true, "");
    }

    private static Autonomy.Decision decision(@Nullable String userId, @Nullable String messageId, long place) {
        boolean wrote = messageId != null;
        return new Autonomy.Decision(
                userId,
                THEN,
                THEN,
                1,
                wrote ? Autonomy.Kind.CHECK_IN : Autonomy.Kind.NOTHING,
                wrote ? "loneliness" : "",
                wrote ? "check_in" : "content",
                "Nothing moves her to.",
                FEELINGS,
                messageId,
                place);
    }

    static Models.Pull pull(String model) {
        return new Models.Pull(model, "pulling manifest", 420, 1_000, false, null);
    }

    private Future<Memories.Changed> change(Memories.Change change) {
        if ("refused".equals(change.content())) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, "That is no memory."));
        }
        return noted(
                change,
                new Memories.Changed(memories.stream()
                        .filter(memory -> memory.memoryId().equals(change.memoryId()))
                        .findFirst()
                        .orElse(null)));
    }

    void remember(String id, @Nullable String messageId) {
        memories.add(new Memory(id, "user-ada", "Likes tea", messageId, false, true, THEN, THEN, null, 0, 7));
    }

    private Future<OwnAccounts.Outcome> own(Record question, OwnAccounts.Outcome outcome) {
        Accounts.Refused instead = refuses;
        return noted(question, instead == null ? outcome : instead);
    }

    private <R> Future<R> noted(Record question, R reply) {
        asked.add(question);
        return Future.succeededFuture(reply);
    }

    private Future<Entry> enter(Record question) {
        asked.add(question);
        Entry outcome = entry.apply(question);
        needsSetup = needsSetup && !(outcome instanceof Granted);
        return Future.succeededFuture(outcome);
    }

    static Entry granted() {
        return granted(null);
    }

    static Entry granted(@Nullable Secret deviceKey) {
        return new Granted(
                new Tokens(
                        new Secret("ada"),
                        new Secret("refresh"),
                        1800,
                        604800,
                        "user-ada",
                        "ada@example.org",
                        "session-ada"),
                deviceKey);
    }

    static Entry refused(Accounts.Why why) {
        return new Refused(why, "No: " + why + ".", why == Accounts.Why.TOO_MANY_ATTEMPTS ? 42 : 0);
    }

    private Future<Accounts.Authenticated> authenticate(Accounts.Authenticate question) {
        Caller caller = tokens.get(question.accessToken().value());
        boolean good = caller != null && !endedSessions.contains(caller.sessionId());
        return Future.succeededFuture(new Accounts.Authenticated(good ? caller : null));
    }

    private Future<Accounts.Sessions> sessions(Accounts.SessionsOf who) {
        return Future.succeededFuture(new Accounts.Sessions(tokens.values().stream()
                .filter(caller -> caller.userId().equals(who.userId()))
                .map(caller -> new Accounts.Session(caller.sessionId(), "Phone", THEN, THEN, THEN.plusSeconds(60)))
                .toList()));
    }

    private Future<Accounts.Revoked> revoke(Accounts.Revoke question) {
        boolean found = tokens.values().stream()
                .anyMatch(caller -> caller.sessionId().equals(question.sessionId())
                        && caller.userId().equals(question.userId()));
        if (found) {
            endedSessions.add(question.sessionId());
            bus.tell(Accounts.ENDED, new Accounts.Ended(List.of(question.sessionId())));
        }
        return Future.succeededFuture(new Accounts.Revoked(found));
    }

    private Future<Accounts.Good> stillGood(Accounts.StillGood question) {
        return Future.succeededFuture(new Accounts.Good(question.sessionIds().stream()
                .filter(session -> !endedSessions.contains(session))
                .toList()));
    }

    private Page page(History question) {
        List<Message> all = messages.stream()
                .filter(message -> message.userId().equals(question.userId()))
                .filter(message -> question.before() == 0 || message.seq() < question.before())
                .toList();
        int from = Math.max(0, all.size() - question.limit());
        return new Page(all.subList(from, all.size()), from > 0);
    }

    private Future<Said> said(Say question) {
        asked.add(question);
        return say.apply(question);
    }

    /** Keeps it, and tells everybody. */
    Future<Said> keep(Say said) {
        Message message = add(said.userId(), Message.Sender.USER, said.content());
        bus.tell(Chat.EVENTS, new Chat.Spoken(said.userId(), message, said.clientId()));
        bus.tell(Chat.EVENTS, new Chat.Delivered(said.userId(), message.messageId()));
        return Future.succeededFuture(new Said(message.messageId(), false));
    }

    Message add(String userId, Message.Sender sender, String content) {
        Message message = message(userId, sender, content);
        messages.add(message);
        return message;
    }

    Message message(String userId, Message.Sender sender, String content) {
        int number = seq.incrementAndGet();
        Feelings feelings = sender == Message.Sender.DEMI ? FEELINGS : null;
        return new Message(
                "m" + number,
                userId,
                sender,
                content,
                THEN.plusSeconds(number),
                Message.Status.DELIVERED,
                feelings,
                THEN,
                null,
                number,
                false);
    }

    private Future<Chat.WasRead> read(Chat.Read question) {
        asked.add(question);
        boolean found = messages.stream()
                .anyMatch(message -> message.messageId().equals(question.messageId())
                        && message.userId().equals(question.userId()));
        if (found) {
            bus.tell(Chat.EVENTS, new Chat.ReadReceipt(question.userId(), question.messageId()));
        }
        return Future.succeededFuture(new Chat.WasRead(found));
    }

    static <T> Future<T> down() {
        return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "The disk is full."));
    }

    void health(String name, Health.Status status) {
        bus.tell(Health.PART, Health.Part.of(name, status, name + " is " + status));
    }
}
