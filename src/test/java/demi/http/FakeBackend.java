package demi.http;

import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.Granted;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.Refused;
import demi.api.AccountsApi.Tokens;
import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.ChatApi.Said;
import demi.api.ChatApi.Say;
import demi.api.ChatApi.TurnStatus;
import demi.api.HealthApi;
import demi.api.LoggingApi;
import demi.api.MemoryApi;
import demi.api.ModelCatalogApi;
import demi.api.NotificationsApi;
import demi.api.OwnAccountsApi;
import demi.api.ResourcesApi;
import demi.api.WebPushApi;
import demi.api.account.InvitesApi;
import demi.api.store.AccountStore;
import demi.api.store.AutonomyStore;
import demi.api.store.MemoryStore;
import demi.api.store.MessageSearchStore;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.GetHistory;
import demi.api.store.MessageStore.Page;
import demi.api.store.NotificationStore;
import demi.api.store.PersonStore;
import demi.api.value.EmotionLevels;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
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
public final class FakeBackend {

    static final Instant THEN = Instant.parse("2026-11-20T10:00:00.123456Z");
    static final Instant ENDS = Instant.parse("2099-01-01T00:00:00Z");
    static final EmotionLevels FEELINGS = new EmotionLevels(0.3, 0.9, 0.1, 0.2, 0.5, 0.5, 0.5, 0.5, 0.5);

    static final ModelCatalogApi.ModelList LISTING = new ModelCatalogApi.ModelList(
            List.of(
                    new ModelCatalogApi.Installed("llama3.2:1b", 1_321_098_329, "1.2B", "Q8_0", true),
                    new ModelCatalogApi.Installed("large", 99_000_000_000L, "", "", null)),
            List.of(
                    new ModelCatalogApi.Host("Ollama", "http://localhost:11434", true, false, "llama3.2:1b"),
                    new ModelCatalogApi.Host("Ollama", "http://nas:11434", false, false, null)),
            "llama3.2:1b",
            null,
            8L << 30,
            6L << 30,
            List.of(
                    pull("llama3.2:3b"),
                    new ModelCatalogApi.Pull("no-such", "failed", 0, 0, false, "Ollama says: no")));

    static final ResourcesApi.Samples SAMPLES = new ResourcesApi.Samples(
            List.of(new ResourcesApi.Sample(
                    THEN, .254, 1.5, 3L << 30, 4L << 30, true, 10L << 30, 100L << 30, 50L << 20, 256L << 20, 12, 3)),
            new ResourcesApi.Load(true, 70));

    private static final OwnAccountsApi.AppPassword APP_PASSWORD =
            new OwnAccountsApi.AppPassword("app-1", "Pixel", THEN, null);

    final Bus bus;
    public volatile AccountsApi.@Nullable Refused refuses;
    final Map<String, Caller> tokens = new ConcurrentHashMap<>(Map.of(
            "ada", new Caller("user-ada", "session-ada", "ada@example.org", ENDS, true),
            "ada-phone", new Caller("user-ada", "session-phone", "ada@example.org", ENDS, true),
            "bob", new Caller("user-bob", "session-bob", "bob@example.org", ENDS, false)));
    final Set<String> endedSessions = ConcurrentHashMap.newKeySet();
    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<MemoryFact> memories = new CopyOnWriteArrayList<>();
    public final List<Record> asked = new CopyOnWriteArrayList<>();
    final AtomicInteger seq = new AtomicInteger();
    volatile TurnStatus standing = TurnStatus.NOTHING;
    public volatile boolean needsSetup = true;
    private volatile boolean paused;
    public volatile boolean isGone;
    public volatile Function<PersonStore.ListMessages, Future<PersonStore.MessageList>> allMessages =
            this::messagesAfter;
    private volatile PersonStore.Preferences preferences = PersonStore.Preferences.NONE;
    volatile NotificationsApi.@Nullable Target target;
    private final List<WebPushApi.Subscription> browsers = new CopyOnWriteArrayList<>();
    public volatile NotificationsApi.TestResult tested = new NotificationsApi.TestResult(true, "It is there.", 0);
    public volatile Function<Record, LoginResult> entry = asked -> granted();
    public volatile Function<AccountsApi.Login, Future<LoginResult>> logsIn = this::enter;
    volatile Function<Say, Future<Said>> say = this::keep;
    volatile Function<Record, ChatApi.MessageChange> change =
            asked -> new ChatApi.MessageChange(null, false, "There is no such message.", 0);
    public volatile Function<GetHistory, Future<Page>> history = question -> Future.succeededFuture(page(question));

    volatile Function<AccountsApi.Authenticate, Future<AccountsApi.Authenticated>> authenticates = this::authenticate;

    FakeBackend(Bus bus) {
        this.bus = bus;
    }

    Future<?> open() {
        return Future.all(List.of(
                bus.handle(AccountsApi.LOGIN, login -> logsIn.apply(login)),
                bus.subscribe(AccountsApi.LOGIN_ABANDONED, asked::add),
                bus.handle(AccountsApi.REFRESH, this::enter),
                bus.handle(AccountsApi.SETUP, this::enter),
                bus.handle(
                        AccountsApi.SETUP_CODE,
                        asks -> Future.succeededFuture(
                                new AccountsApi.SetupCode(needsSetup ? new Secret("code") : null))),
                bus.handle(AccountsApi.AUTHENTICATE, question -> authenticates.apply(question)),
                bus.handle(AccountsApi.SESSIONS, this::sessions),
                bus.handle(AccountsApi.REVOKE, this::revoke),
                bus.handle(AccountsApi.LOGOUT, out -> noted(out, new AccountsApi.Revoked(out.accessToken() != null))),
                bus.handle(
                        OwnAccountsApi.NOTICES,
                        who -> Future.succeededFuture(new OwnAccountsApi.NoticeList(List.of(
                                new OwnAccountsApi.Notice(
                                        OwnAccountsApi.Kind.NEW_DEVICE, THEN, "Phone", "session-phone"),
                                new OwnAccountsApi.Notice(OwnAccountsApi.Kind.LOCKED, THEN, null, null))))),
                bus.handle(OwnAccountsApi.END_OTHER_SESSIONS, end -> noted(end, new OwnAccountsApi.SessionsEnded(1))),
                bus.handle(
                        OwnAccountsApi.PROFILE,
                        who -> Future.succeededFuture(new OwnAccountsApi.Profile(
                                who.caller().userId(), who.caller().email(), "Ada", THEN, null, true, 9))),
                bus.handle(
                        InvitesApi.CREATE,
                        create -> noted(
                                create,
                                "too many".equals(create.name())
                                        ? new InvitesApi.InviteCreated(null, null)
                                        : new InvitesApi.InviteCreated(
                                                new InvitesApi.Invite("i1", create.name(), THEN, ENDS),
                                                new Secret("abcde-fghjk")))),
                bus.handle(
                        InvitesApi.LIST,
                        all -> noted(
                                all,
                                new InvitesApi.InviteList(List.of(
                                        new InvitesApi.Invite("i1", "Cy", THEN, ENDS),
                                        new InvitesApi.Invite("i2", null, THEN, ENDS))))),
                bus.handle(
                        InvitesApi.REMOVE,
                        remove -> noted(
                                remove, new InvitesApi.InviteRemoved(remove.id().equals("i1")))),
                bus.handle(
                        InvitesApi.CHECK,
                        check -> noted(
                                check,
                                switch (check.code().value()) {
                                    case "code" ->
                                        new InvitesApi.InviteChecked(new InvitesApi.Invite("i1", null, THEN, ENDS), 0);
                                    case "again" -> new InvitesApi.InviteChecked(null, 42);
                                    default -> new InvitesApi.InviteChecked(null, 0);
                                })),
                bus.handle(InvitesApi.JOIN, this::enter),
                bus.handle(
                        AccountsApi.LIST,
                        all -> Future.succeededFuture(new AccountsApi.AccountList(List.of(
                                account("user-ada", AccountStore.LOCAL),
                                account("user-bob", AccountStore.LOCAL),
                                account("user-cy", "discord"))))),
                bus.handle(AccountsApi.MANAGE, manage -> noted(manage, Ack.DONE)),
                bus.handle(
                        PersonStore.LAST_MESSAGES,
                        all -> Future.succeededFuture(
                                new PersonStore.LastMessages(List.of(new PersonStore.LastMessage("user-bob", THEN))))),
                bus.handle(
                        NotificationStore.TARGET,
                        who -> Future.succeededFuture(new NotificationStore.FoundTarget(target, true))),
                bus.handle(
                        AutonomyStore.DECISIONS,
                        asks -> Future.succeededFuture(new AutonomyStore.DecisionList(
                                asks.before() == 0 ? List.of(decision(asks.userId(), "m1", 9)) : List.of()))),
                bus.handle(
                        MemoryStore.LIST,
                        asks -> Future.succeededFuture(
                                new MemoryStore.Found(asks.before() == 0 ? memories : List.of()))),
                bus.handle(PersonStore.MESSAGES, asks -> allMessages.apply(asks)),
                bus.handle(OwnAccountsApi.REMOVE_ACCOUNT, remove -> own(remove, new OwnAccountsApi.Changed())),
                bus.handle(PersonStore.PREFERENCES, who -> Future.succeededFuture(preferences)),
                bus.handle(PersonStore.CHANGE_PREFERENCES, change -> {
                    preferences = change.preferences();
                    return noted(change, new AccountStore.Outcome(!isGone));
                }),
                bus.handle(OwnAccountsApi.CHANGE_PROFILE, change -> own(change, new OwnAccountsApi.Changed())),
                bus.handle(OwnAccountsApi.CHANGE_PASSWORD, change -> own(change, new OwnAccountsApi.Changed())),
                bus.handle(
                        OwnAccountsApi.BEGIN_FACTOR,
                        begin -> own(
                                begin, new OwnAccountsApi.FactorBegun(new Secret("ABC"), new Secret("otpauth://x")))),
                bus.handle(
                        OwnAccountsApi.CONFIRM_FACTOR,
                        confirm -> own(confirm, new OwnAccountsApi.FactorConfirmed(List.of(new Secret("one"))))),
                bus.handle(OwnAccountsApi.END_FACTOR, end -> own(end, new OwnAccountsApi.Changed())),
                bus.handle(
                        OwnAccountsApi.ADD_APP_PASSWORD,
                        add -> own(add, new OwnAccountsApi.AppPasswordCreated(APP_PASSWORD, new Secret("abcde")))),
                bus.handle(
                        OwnAccountsApi.APP_PASSWORDS,
                        who -> Future.succeededFuture(new OwnAccountsApi.AppPasswordList(List.of(APP_PASSWORD)))),
                bus.handle(
                        OwnAccountsApi.REMOVE_APP_PASSWORD,
                        remove -> noted(
                                remove, new AccountsApi.Revoked(remove.id().equals(APP_PASSWORD.id())))),
                bus.handle(AccountsApi.VALID_SESSIONS, this::stillGood),
                bus.handle(
                        AccountsApi.CREATE_LINK_CODE,
                        who -> noted(
                                who,
                                who.userId().equals("user-ada")
                                        ? new AccountsApi.LinkCode(new Secret("ABCDE-FGHJK"), 600)
                                        : new AccountsApi.LinkCode(null, 0))),
                bus.handle(ModelCatalogApi.LIST, question -> noted(question, LISTING)),
                bus.handle(ResourcesApi.LIST, question -> noted(question, SAMPLES)),
                bus.handle(
                        LoggingApi.STATUS,
                        question -> noted(question, new LoggingApi.CurrentLevel(LoggingApi.Level.INFO))),
                bus.handle(LoggingApi.CHANGE, change -> noted(change, new LoggingApi.CurrentLevel(change.level()))),
                bus.handle(ModelCatalogApi.PULL, get -> noted(get, pull(get.model()))),
                bus.handle(
                        ModelCatalogApi.SELECT,
                        use -> use.model().equals("missing")
                                ? Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "Get it first."))
                                : noted(use, Ack.DONE)),
                bus.handle(
                        MemoryApi.LIST,
                        question -> noted(question, new MemoryApi.MemoryPage(memories, memories.size() > 1))),
                bus.handle(MemoryApi.CHANGE, this::change),
                bus.handle(MemoryApi.ADD, add -> {
                    boolean known = add.memories().get(0).content().equals("known");
                    if (!known) {
                        remember("added", null);
                    }
                    return noted(
                            add,
                            new MemoryApi.MemoriesAdded(
                                    known ? List.of() : memories.subList(memories.size() - 1, memories.size()),
                                    known ? 1 : 0));
                }),
                bus.handle(MemoryApi.IMPORT, file -> noted(file, new MemoryApi.MemoriesImported(2, 1, 0))),
                bus.handle(MemoryApi.UNDO, undo -> noted(undo, new MemoryApi.Undone("delete", 1))),
                bus.handle(
                        MemoryApi.FORGET,
                        forget -> noted(
                                forget,
                                new MemoryApi.Forgotten(memories.removeIf(
                                        memory -> memory.memoryId().equals(forget.memoryId()))))),
                bus.handle(NotificationsApi.TARGET, asks -> noted(asks, standing())),
                bus.handle(NotificationsApi.SET_TARGET, set -> {
                    if ("https://elsewhere.example".equals(set.server())) {
                        return Future.failedFuture(new Failure(Failure.Code.INVALID, "Not there."));
                    }
                    target = new NotificationsApi.Target(
                            set.kind(),
                            "https://ntfy.sh",
                            Objects.requireNonNullElse(set.topic(), ""),
                            set.token(),
                            set.clientToken(),
                            set.text());
                    return noted(set, standing());
                }),
                bus.handle(NotificationsApi.REMOVE_TARGET, remove -> {
                    boolean had = target != null;
                    target = null;
                    return noted(remove, new NotificationsApi.TargetRemoved(had));
                }),
                bus.handle(
                        NotificationsApi.TEST,
                        test -> target == null
                                ? Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "No phone is set."))
                                : noted(test, tested)),
                bus.handle(WebPushApi.STATUS, asks -> noted(asks, new WebPushApi.Status("BKey", browsers))),
                bus.handle(WebPushApi.SUBSCRIBE, this::subscribe),
                bus.handle(
                        WebPushApi.UNSUBSCRIBE,
                        remove -> noted(
                                remove,
                                new WebPushApi.Unsubscribed(browsers.removeIf(
                                        each -> each.subscriptionId().equals(remove.subscriptionId()))))),
                bus.handle(AutonomyApi.PAUSED, asks -> Future.succeededFuture(new AutonomyApi.Pause(paused))),
                bus.handle(AutonomyApi.PAUSE, pause -> {
                    paused = pause.paused();
                    return noted(pause, Ack.DONE);
                }),
                bus.handle(AutonomyApi.PREVIEW, would -> Future.succeededFuture(decision(would.userId(), null, 0))),
                bus.handle(
                        AutonomyApi.DECISIONS,
                        ledger -> noted(
                                ledger,
                                new AutonomyApi.DecisionPage(
                                        List.of(decision(ledger.userId(), "m1", 9), decision(ledger.userId(), null, 8)),
                                        ledger.limit() == 2))),
                bus.handle(
                        AutonomyApi.QUIET,
                        asks -> Future.succeededFuture(new AutonomyApi.Quiet(
                                null, LocalTime.of(22, 0), LocalTime.of(8, 0), ZoneId.of("Europe/Berlin")))),
                bus.handle(AutonomyApi.SET_QUIET, set -> noted(set, Ack.DONE)),
                bus.handle(AutonomyApi.SUGGEST_ZONE, zone -> noted(zone, Ack.DONE)),
                bus.handle(MessageStore.HISTORY, question -> history.apply(question)),
                bus.handle(
                        MessageSearchStore.GET,
                        asks -> Future.succeededFuture(new MessageSearchStore.FoundMessage(messages.stream()
                                .filter(message -> message.messageId().equals(asks.messageId()))
                                .filter(message -> message.userId().equals(asks.userId()))
                                .findFirst()
                                .orElse(null)))),
                bus.handle(MessageSearchStore.NEWER, asks -> {
                    List<Message> newer = messages.stream()
                            .filter(message -> message.userId().equals(asks.userId()) && message.seq() > asks.after())
                            .toList();
                    return Future.succeededFuture(
                            new Page(newer.stream().limit(asks.limit()).toList(), newer.size() > asks.limit()));
                }),
                bus.handle(ChatApi.TURN_STATUS, who -> Future.succeededFuture(standing)),
                bus.handle(ChatApi.SAY, this::said),
                bus.handle(ChatApi.ANSWER_AGAIN, asks -> noted(asks, change.apply(asks))),
                bus.handle(ChatApi.EDIT_MESSAGE, asks -> noted(asks, change.apply(asks))),
                bus.handle(ChatApi.REMOVE_MESSAGE, asks -> noted(asks, change.apply(asks))),
                bus.handle(ChatApi.STOP, stop -> noted(stop, Ack.DONE)),
                bus.handle(ChatApi.MARK_READ, this::read)));
    }

    private static AccountsApi.Account account(String userId, String origin) {
        return new AccountsApi.Account(
                userId,
                userId.substring(5) + "@example.org",
                "name of " + userId,
                THEN,
                null,
                true,
                userId.equals("user-bob") ? ENDS : null,
                origin);
    }

    private Future<WebPushApi.Subscription> subscribe(WebPushApi.Subscribe asked) {
        if (asked.endpoint().value().contains("127.0.0.1")) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, "The endpoint is of this house."));
        }
        WebPushApi.Subscription made =
                new WebPushApi.Subscription("s1", asked.deviceName(), "push.example.org", asked.text(), THEN);
        browsers.add(made);
        return noted(asked, made);
    }

    private NotificationsApi.TargetStatus standing() {
        return new NotificationsApi.TargetStatus(List.of("https://ntfy.sh"), target, true, "");
    }

    private static AutonomyApi.Decision decision(@Nullable String userId, @Nullable String messageId, long place) {
        boolean wrote = messageId != null;
        return new AutonomyApi.Decision(
                userId,
                THEN,
                THEN,
                1,
                wrote ? AutonomyApi.Kind.CHECK_IN : AutonomyApi.Kind.NOTHING,
                wrote ? "loneliness" : "",
                wrote ? "check_in" : "content",
                "Nothing moves her to.",
                FEELINGS,
                messageId,
                wrote ? "f1" : null,
                place);
    }

    static ModelCatalogApi.Pull pull(String model) {
        return new ModelCatalogApi.Pull(model, "pulling manifest", 420, 1_000, false, null);
    }

    private Future<MemoryApi.Changed> change(MemoryApi.Change change) {
        if ("refused".equals(change.content())) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, "That is no memory."));
        }
        return noted(
                change,
                new MemoryApi.Changed(memories.stream()
                        .filter(memory -> memory.memoryId().equals(change.memoryId()))
                        .findFirst()
                        .orElse(null)));
    }

    public void remember(String id, @Nullable String messageId) {
        memories.add(new MemoryFact(
                id,
                "user-ada",
                "Likes tea",
                messageId,
                MemoryKind.TASTE,
                Holding.UNDATED,
                false,
                true,
                false,
                THEN,
                THEN,
                null,
                0,
                null,
                7));
    }

    private Future<OwnAccountsApi.Outcome> own(Record question, OwnAccountsApi.Outcome outcome) {
        AccountsApi.Refused instead = refuses;
        return noted(question, instead == null ? outcome : instead);
    }

    private <R> Future<R> noted(Record question, R reply) {
        asked.add(question);
        return Future.succeededFuture(reply);
    }

    private Future<LoginResult> enter(Record question) {
        asked.add(question);
        LoginResult outcome = entry.apply(question);
        needsSetup = needsSetup && !(outcome instanceof Granted);
        return Future.succeededFuture(outcome);
    }

    public static LoginResult granted() {
        return granted(null);
    }

    public static LoginResult granted(@Nullable Secret deviceKey) {
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

    public static LoginResult refused(AccountsApi.RefusalReason why) {
        return new Refused(why, "No: " + why + ".", why == AccountsApi.RefusalReason.TOO_MANY_ATTEMPTS ? 42 : 0);
    }

    private Future<AccountsApi.Authenticated> authenticate(AccountsApi.Authenticate question) {
        Caller caller = tokens.get(question.accessToken().value());
        boolean good = caller != null && !endedSessions.contains(caller.sessionId());
        return Future.succeededFuture(new AccountsApi.Authenticated(good ? caller : null));
    }

    private Future<AccountsApi.SessionList> sessions(AccountsApi.ListSessions who) {
        return Future.succeededFuture(new AccountsApi.SessionList(tokens.values().stream()
                .filter(caller -> caller.userId().equals(who.userId()))
                .map(caller -> new AccountsApi.Session(caller.sessionId(), "Phone", THEN, THEN, THEN.plusSeconds(60)))
                .toList()));
    }

    private Future<AccountsApi.Revoked> revoke(AccountsApi.RevokeSession question) {
        boolean found = tokens.values().stream()
                .anyMatch(caller -> caller.sessionId().equals(question.sessionId())
                        && caller.userId().equals(question.userId()));
        if (found) {
            endedSessions.add(question.sessionId());
            bus.publish(AccountsApi.SESSIONS_REVOKED, new AccountsApi.SessionsRevoked(List.of(question.sessionId())));
        }
        return Future.succeededFuture(new AccountsApi.Revoked(found));
    }

    private Future<AccountsApi.ValidSessions> stillGood(AccountsApi.FilterValidSessions question) {
        return Future.succeededFuture(new AccountsApi.ValidSessions(question.sessionIds().stream()
                .filter(session -> !endedSessions.contains(session))
                .toList()));
    }

    public Future<PersonStore.MessageList> messagesAfter(PersonStore.ListMessages asks) {
        asked.add(asks);
        return Future.succeededFuture(new PersonStore.MessageList(messages.stream()
                .filter(message -> message.userId().equals(asks.userId()) && message.seq() > asks.after())
                .limit(asks.limit())
                .toList()));
    }

    public void phone(NotificationsApi.Target phone) {
        target = phone;
    }

    private Page page(GetHistory question) {
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
        bus.publish(ChatApi.EVENTS, new ChatApi.MessageAdded(said.userId(), message, said.clientId()));
        bus.publish(ChatApi.EVENTS, new ChatApi.Delivered(said.userId(), message.messageId()));
        return Future.succeededFuture(new Said(message.messageId(), false));
    }

    public Message add(String userId, Message.Sender sender, String content) {
        Message message = message(userId, sender, content);
        messages.add(message);
        return message;
    }

    Message message(String userId, Message.Sender sender, String content) {
        int number = seq.incrementAndGet();
        EmotionLevels feelings = sender == Message.Sender.DEMI ? FEELINGS : null;
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

    private Future<ChatApi.Marked> read(ChatApi.MarkRead question) {
        asked.add(question);
        boolean found = messages.stream()
                .anyMatch(message -> message.messageId().equals(question.messageId())
                        && message.userId().equals(question.userId()));
        if (found) {
            bus.publish(ChatApi.EVENTS, new ChatApi.ReadReceipt(question.userId(), question.messageId()));
        }
        return Future.succeededFuture(new ChatApi.Marked(found));
    }

    public static <T> Future<T> down() {
        return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "The disk is full."));
    }

    void health(String name, HealthApi.Status status) {
        bus.publish(HealthApi.COMPONENT, HealthApi.ComponentHealth.of(name, status, name + " is " + status));
    }
}
