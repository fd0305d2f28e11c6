package demi;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import demi.bus.BaseVerticle;
import io.vertx.core.Verticle;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The walls of the house. */
class HouseTest {

    private static final List<String> ROOMS = List.of(
            "http",
            "accounts",
            "model",
            "memory",
            "conductor",
            "autonomy",
            "emotion",
            "metrics",
            "notifications",
            "resources",
            "store",
            "discord");

    /** Public beside a room's verticle and settings: numbers of the settings are kept by these. */
    private static final Set<String> PUBLIC = Set.of("demi.emotion.InteractionType", "demi.emotion.StyleTrait");

    /** Folders of a room that others may use: for the commands that work on a file rather than on a running Demi. */
    private static final Set<String> OPEN_FOLDERS = Set.of("demi.store.backup");

    /** Who asks servers elsewhere, beside the model room. */
    private static final Set<String> CLIENTS = Set.of(
            "demi.notifications.PushClient",
            "demi.discord.inbound.AttachmentDownloader",
            "demi.discord.jda.JdaSession",
            "demi.discord.jda.GatewayProbe",
            "demi.http.UptimePushVerticle");

    /**
     * Who may read the time of the wall, which people and time servers set: for what is kept, shown or compared with what was
     * kept, never for how long something takes. By room, what for; then its classes.
     */
    private static final Map<String, Set<String>> WALL_TIME = Map.ofEntries(
            entry(
                    "accounts: sessions, tokens and locks end at a time that is kept",
                    Set.of(
                            "AccountAdmin",
                            "AppPasswords",
                            "LoginAttempts",
                            "Notices",
                            "Reauthentication",
                            "SecondFactor",
                            "SessionService")),
            entry(
                    "autonomy: quiet hours, pauses that are kept, and the watch over the clock itself",
                    Set.of("AutonomyVerticle", "DecisionInputs", "QuietInChat", "Rambles")),
            entry("notifications: how long one is kept", Set.of("NotificationDispatcher", "NotificationsVerticle")),
            entry("cli: locks as they are shown, names of files", Set.of("CheckCommand", "UserCommand")),
            entry(
                    "app: makes everybody's clock; the log's timestamps, names of files",
                    Set.of("Application", "ServerProcess")),
            entry(
                    "conductor: times of messages and the time that she is told",
                    Set.of(
                            "FollowUps",
                            "HoldingLine",
                            "ProactivePrompts",
                            "ProactiveWriter",
                            "ReplyKeeper",
                            "SituationLoader",
                            "TranscriptLoader")),
            entry(
                    "discord: times of messages, wishes and codes",
                    Set.of("AccountLinking", "DiscordVerticle", "InboundHandler", "MissedMessages", "SlashCommands")),
            entry("emotion: times that are kept; how much time has passed is OwnTime's", Set.of("EmotionVerticle")),
            entry(
                    "http: timestamps of frames, ends of sessions, what a request's days and hours mean",
                    Set.of(
                            "AutonomyRoutes",
                            "ChatSocket",
                            "MemoryRoutes",
                            "MessageRoutes",
                            "SocketOutput",
                            "SocketRegistry",
                            "SocketRequests")),
            entry("memory: times that are kept", Set.of("FactMerger", "MemoryRetriever", "MemoryVerticle")),
            entry("metrics: the timestamp of a snapshot", Set.of("MetricsVerticle")),
            entry("modeltest: times of messages", Set.of("ModelTest")),
            entry("rehearse: timestamps as Ollama writes them", Set.of("LoadedModels", "OllamaResponses")),
            entry("resources: the timestamp of a sample", Set.of("ResourcesVerticle")),
            entry("logging: which days' logs are old", Set.of("LoggingSetup")),
            entry(
                    "store: names of copies, how old they are",
                    Set.of("Backup", "BackupsVerticle", "Restore", "StoreVerticle", "WriterHealth")));

    /** With {@code package-info}. */
    private static final int MOST_FILES = 20;

    /** Of a constructor. */
    private static final int MOST_COLLABORATORS = 5;

    /** Where what the JDK has is a value, or holds values: not what does something. */
    private static final Set<String> VALUES = Set.of(
            "java.lang",
            "java.math",
            "java.net",
            "java.nio.charset",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.regex");

    /** Still to be taken apart: to be empty. */
    private static final Set<String> STILL_TOO_MANY = Set.of("demi.discord.InboundHandler");

    private static final JavaClasses DEMI = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("demi");

    @Test
    void roomsMeetInTheContractOnly() {
        for (String room : ROOMS) {
            String[] others = ROOMS.stream()
                    .filter(other -> !other.equals(room))
                    .map(other -> "demi." + other + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("demi." + room + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(others)
                            .or(resideInAnyPackage("demi.app..", "demi.cli..", "demi.settings..", "demi.rehearse.."))));
        }
        check(noClasses()
                .that()
                .resideInAnyPackage("demi.bus..", "demi.api..", "demi.util..")
                .should()
                .dependOnClassesThat(resideInAPackage("demi..")
                        .and(outside("demi.bus"))
                        .and(outside("demi.api"))
                        .and(outside("demi.util"))));
    }

    @Test
    void whatLiesInAFolderOfARoomIsUsedByThatRoomOnly() {
        for (String room : ROOMS) {
            check(noClasses()
                    .that()
                    .resideOutsideOfPackage("demi." + room + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("demi." + room + "..")
                            .and(outsideExactly("demi." + room))
                            .and(DescribedPredicate.not(resideInAnyPackage(OPEN_FOLDERS.toArray(String[]::new))))));
        }
    }

    /** A room's folders form no circle, and none of them knows the room above it. */
    @Test
    void foldersKnowOneAnotherInOneDirection() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(DEMI);
    }

    @Test
    void noFolderHoldsMoreThanOneCanLookOver() {
        Map<String, Long> sizes = DEMI.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        sizes.values().removeIf(size -> size <= MOST_FILES);
        assertEquals(Map.of(), sizes);
    }

    /** Whoever needs more than that does several things, which are classes of their own. A record only carries its parts. */
    @Test
    void noConstructorTakesMoreCollaboratorsThanOneCanKeepInMind() {
        Map<String, String> tooMany = DEMI.stream()
                .filter(type -> !type.isRecord() && !type.isAnonymousClass())
                .filter(type -> !STILL_TOO_MANY.contains(type.getName()))
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> collaborators(constructor).size() > MOST_COLLABORATORS)
                .collect(Collectors.toMap(
                        JavaConstructor::getFullName,
                        constructor -> collaborators(constructor).toString()));
        assertEquals(Map.of(), tooMany);
    }

    /** What a constructor takes that does something: services and callbacks, time too, but no values. */
    private static List<String> collaborators(JavaConstructor constructor) {
        return constructor.getParameterTypes().stream()
                .filter(type -> type.getAllInvolvedRawTypes().stream().anyMatch(HouseTest::doesSomething))
                .map(type -> type.toErasure().getSimpleName())
                .toList();
    }

    private static boolean doesSomething(JavaClass type) {
        JavaClass each = type.getBaseComponentType();
        if (each.isAssignableTo(Runnable.class) || each.isAssignableTo(InstantSource.class)) {
            return true;
        }
        return !each.isPrimitive()
                && !each.isEnum()
                && !each.isRecord()
                && !VALUES.contains(each.getPackageName())
                && !each.getPackageName().startsWith("demi.api");
    }

    @Test
    void onlyTheContractTouchesTheRawBus() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("demi.bus..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.core.eventbus.."));
    }

    @Test
    void onlyTheStoreTouchesSql() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("demi.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "io.vertx.sqlclient..", "io.vertx.jdbcclient..", "org.sqlite.."));
    }

    /** What a second database will need is the engine's part only. */
    @Test
    void queriesKnowNoEngine() {
        check(noClasses()
                .that()
                .resideInAnyPackage("demi.store.query..", "demi.store.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("demi.store.sqlite..", "demi.store.backup..", "org.sqlite.."));
    }

    /** Its time-outs end with the head of a response, which the probe knows how to live with. */
    @Test
    void onlyTheModelsProbeUsesTheWebClient() {
        check(noClasses()
                .that()
                .haveNameNotMatching("demi\\.model\\.OllamaProbe.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.web.client.."));
    }

    @Test
    void onlyTheModelOpensACircuit() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("demi.model..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.circuitbreaker.."));
    }

    @Test
    void onlyTheseAreClientsOfOtherServers() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("demi.model..", "demi.util..")
                .and(new DescribedPredicate<>("are not listed here") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !CLIENTS.contains(type.getName());
                    }
                })
                .should()
                .dependOnClassesThat()
                .areAssignableTo(HttpClient.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.net.http.HttpClient.class));
    }

    @Test
    void onlyTheBridgeKnowsJda() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("demi.discord..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.dv8tion.."));
    }

    @Test
    void aRoomShowsItsVerticleAndItsSettings() {
        for (String room : ROOMS) {
            check(classes()
                    .that()
                    .resideInAPackage("demi." + room)
                    .and()
                    .arePublic()
                    .and()
                    .areTopLevelClasses()
                    .should(be(new DescribedPredicate<>("a verticle, settings, or listed here") {
                        @Override
                        public boolean test(JavaClass type) {
                            return type.isAssignableTo(VerticleBase.class)
                                    || type.getSimpleName().endsWith("Settings")
                                    || PUBLIC.contains(type.getName());
                        }
                    })));
        }
    }

    @Test
    void nothingWaitsOnAThreadOrPrintsByItself() {
        check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("demi.app..", "demi.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void durationsAreMeasuredByAClockThatNobodySets() {
        Set<String> allowed = WALL_TIME.entrySet().stream()
                .flatMap(room -> room.getValue().stream()
                        .map(type -> named("demi." + room.getKey().split(":", 2)[0], type)))
                .collect(Collectors.toSet());
        check(noClasses()
                .that(new DescribedPredicate<>("are not listed here") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !allowed.contains(type.getName().replaceAll("\\$.*", ""));
                    }
                })
                .should()
                .callMethodWhere(
                        target(owner(assignableTo(InstantSource.class))).and(target(nameMatching("instant|millis"))))
                .orShould()
                .callMethodWhere(target(owner(resideInAPackage("java.time.."))).and(target(nameMatching("now"))))
                .orShould()
                .callMethodWhere(
                        target(owner(assignableTo(InstantSource.class))).and(target(nameMatching("system.*|tick.*"))))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class));
    }

    /** A room that is closing starts nothing more: these ask whether it is, so that nobody else has to. */
    @Test
    void whatARoomStartsIsStartedWhereItIsKnownWhetherItCloses() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("demi.rehearse..")
                .and()
                .doNotHaveFullyQualifiedName("demi.bus.Timers")
                .should()
                .callMethodWhere(target(owner(assignableTo(Vertx.class)))
                        .and(target(nameMatching("setTimer|setPeriodic|timer")))));
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("demi.util.HttpExchange")
                .and()
                .doNotHaveFullyQualifiedName("demi.discord.inbound.AttachmentDownloader")
                .should()
                .accessTargetWhere(asks(HttpClient.class)));
        check(classes().that().areAssignableTo(VerticleBase.class).should().beAssignableTo(BaseVerticle.class));
        check(noClasses().should().beAssignableTo(Verticle.class));
    }

    /** The class of that name in a package or in one below it. */
    private static String named(String room, String simpleName) {
        List<String> found = DEMI.stream()
                .filter(type -> type.getPackageName().equals(room)
                        || type.getPackageName().startsWith(room + "."))
                .filter(type -> type.getSimpleName().equals(simpleName) && type.isTopLevelClass())
                .map(JavaClass::getName)
                .toList();
        assertEquals(1, found.size(), room + " has to have one " + simpleName);
        return found.get(0);
    }

    /** Also where it is handed on as a method. */
    private static DescribedPredicate<JavaAccess<?>> asks(Class<?> client) {
        return new DescribedPredicate<>("a request of " + client.getSimpleName()) {
            @Override
            public boolean test(JavaAccess<?> access) {
                return access.getTargetOwner().isAssignableTo(client)
                        && access.getName().equals("request");
            }
        };
    }

    @Test
    void noTransactionsOfTheSqlClientWhichLoseWhatComesAfterThem() {
        check(noClasses()
                .should()
                .callMethodWhere(target(owner(resideInAPackage("io.vertx.sqlclient..")))
                        .and(target(nameMatching("withTransaction|begin")))));
    }

    private static DescribedPredicate<JavaClass> outsideExactly(String name) {
        return DescribedPredicate.not(resideInAPackage(name));
    }

    private static DescribedPredicate<JavaClass> outside(String name) {
        return DescribedPredicate.not(resideInAPackage(name + ".."));
    }

    private static void check(ArchRule rule) {
        rule.check(DEMI);
    }
}
