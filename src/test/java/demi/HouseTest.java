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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import demi.api.NetworkApi;
import demi.app.Application;
import demi.bus.BaseVerticle;
import demi.network.NetworkBridge;
import demi.room.Room;
import demi.util.BoundedHttpClient;
import demi.util.WallTime;
import io.vertx.core.Verticle;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.HttpClient;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of the house. */
class HouseTest {

    /** So that a mistake in looking for them is not taken for a house without walls. */
    private static final int FEWEST_ROOMS = 12;

    /** Folders of a room that others may use: for the commands that work on a file rather than on a running Demi. */
    private static final Set<String> OPEN_FOLDERS =
            Set.of("demi.store.backup", "demi.store.copy", "demi.store.postgres");

    /** Who asks servers elsewhere is called so; in the model room and in {@code util} everybody may. */
    private static final Pattern CLIENT = Pattern.compile(".*(Client|Probe|Downloader)");

    /** And these, which are more than that. */
    private static final Set<String> CLIENTS = Set.of("demi.discord.jda.JdaSession", "demi.http.UptimePushVerticle");

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

    private static final JavaClasses DEMI = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("demi");

    private static final Set<String> ROOMS = rooms().map(
                    type -> type.getPackageName().replaceFirst("demi[.]", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    /** The one class of a room, and its keys, that know the settings of the house. */
    private static final DescribedPredicate<JavaClass> ENTRANCE = new DescribedPredicate<>("are a room's entrance") {
        @Override
        public boolean test(JavaClass type) {
            String name = type.getName().replaceAll("\\$.*", "");
            return name.endsWith("Room") || name.endsWith("Keys");
        }
    };

    private static Stream<JavaClass> rooms() {
        return DEMI.stream().filter(type -> type.isAssignableTo(Room.class) && !type.isInterface());
    }

    private static Set<String> sorted(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyRoomIsFoundAndOpened() {
        assertTrue(ROOMS.size() >= FEWEST_ROOMS, ROOMS.toString());
        assertTrue(ROOMS.stream().noneMatch(room -> room.contains(".")), ROOMS.toString());
        assertEquals(
                sorted(rooms().map(JavaClass::getName)),
                sorted(Application.ROOMS.stream().map(room -> room.getClass().getName())));
        Set<String> withVerticles = sorted(DEMI.stream()
                .filter(type -> type.isAssignableTo(VerticleBase.class)
                        && !type.getPackageName().equals("demi.bus"))
                .map(type -> type.getPackageName().replaceFirst("demi[.]", "")));
        assertEquals(ROOMS, withVerticles, "what has a verticle is a room");
    }

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
                            .or(resideInAnyPackage("demi.app..", "demi.cli..", "demi.rehearse.."))));
            check(noClasses()
                    .that(resideInAPackage("demi." + room + "..").and(DescribedPredicate.not(ENTRANCE)))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("demi.settings..", "demi.room..")
                            .or(resideInAPackage("demi." + room + "..").and(ENTRANCE))));
        }
        knowsOnly("demi.bus", "demi.api", "demi.util");
        knowsOnly("demi.api", "demi.bus", "demi.util");
        knowsOnly("demi.util", "demi.bus", "demi.api");
        knowsOnly("demi.settings", "demi.api.value", "demi.util");
        knowsOnly("demi.room", "demi.settings", "demi.bus", "demi.api");
        knowsOnly("demi.logging", "demi.settings", "demi.util");
    }

    private static void knowsOnly(String own, String... known) {
        DescribedPredicate<JavaClass> others = resideInAPackage("demi..").and(outside(own));
        for (String one : known) {
            others = others.and(outside(one));
        }
        check(noClasses().that().resideInAPackage(own + "..").should().dependOnClassesThat(others));
    }

    /** Nothing reaches the outside by default in a rehearsal: who asks other servers and is opened in one asks what it is. */
    @Test
    void whoAsksOtherServersSaysWhatItDoesInARehearsal() {
        Set<String> reaching = sorted(DEMI.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(each -> each.getTargetClass().isAssignableTo(HttpClient.class)
                                || each.getTargetClass().isAssignableTo(BoundedHttpClient.class)
                                || each.getTargetClass().getPackageName().startsWith("net.dv8tion")))
                .map(type -> type.getPackageName().replaceAll("(demi[.]\\w+).*", "$1")));
        assertTrue(
                reaching.containsAll(Set.of("demi.discord", "demi.notifications", "demi.model")), reaching.toString());
        Set<String> silent = sorted(rooms().filter(type -> reaching.contains(type.getPackageName()))
                .filter(type -> type.getMethods().stream()
                        .anyMatch(method -> method.getName().equals("rehearses")))
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .noneMatch(call -> call.getName().matches("isRehearsal|standIn")
                                || call.getOrigin().getName().equals("rehearses")))
                .map(JavaClass::getName));
        assertEquals(Set.of(), silent);
    }

    /** What chat networks share is a library: it knows none of them, and no other room. */
    @Test
    void whatNetworksShareKnowsNoRoom() {
        check(noClasses()
                .that()
                .resideInAPackage("demi.network..")
                .should()
                .dependOnClassesThat(resideInAPackage("demi..")
                        .and(outside("demi.network"))
                        .and(outside("demi.bus"))
                        .and(outside("demi.api"))
                        .and(outside("demi.util"))));
    }

    /** People see those that are not set up as well, so that their names have to be known somewhere. */
    @Test
    void everyChatNetworkIsNamed() {
        assertEquals(
                new TreeSet<>(NetworkApi.NAMES),
                sorted(DEMI.stream()
                        .filter(type -> !type.getPackageName().startsWith("demi.network"))
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(each -> each.getTargetClass().isEquivalentTo(NetworkBridge.class)))
                        .map(type -> type.getPackageName().replaceFirst("demi[.](\\w+).*", "$1"))));
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
                .dependOnClassesThat(resideInAPackage("io.vertx.core.eventbus..")
                        // How nodes reach each other is set before there is a bus.
                        .and(DescribedPredicate.not(JavaClass.Predicates.type(EventBusOptions.class)))));
    }

    @Test
    void onlyTheStoreTouchesSql() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("demi.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "io.vertx.sqlclient..",
                        "io.vertx.jdbcclient..",
                        "org.sqlite..",
                        "org.postgresql.."));
    }

    /** What another database needs is the engine's part only. */
    @Test
    void queriesKnowNoEngine() {
        check(noClasses()
                .that()
                .resideInAnyPackage("demi.store.query..", "demi.store.sql..", "demi.store.commit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "demi.store.sqlite..",
                        "demi.store.postgres..",
                        "demi.store.backup..",
                        "org.sqlite..",
                        "org.postgresql.."));
    }

    /** Its time-outs end with the head of a response, which the probe knows how to live with. */
    @Test
    void onlyTheModelsProbeUsesTheWebClient() {
        check(noClasses()
                .that()
                .haveNameNotMatching("demi\\.model\\.ollama\\.OllamaProbe.*")
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
                        String name = type.getName().replaceAll("\\$.*", "");
                        return !CLIENTS.contains(name) && !CLIENT.matcher(name).matches();
                    }
                })
                .should()
                .dependOnClassesThat()
                .areAssignableTo(HttpClient.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.net.http.HttpClient.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(BoundedHttpClient.class));
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
                    .should(be(new DescribedPredicate<>("a room, its verticle, its settings or what these consist of") {
                        @Override
                        public boolean test(JavaClass type) {
                            return type.isAssignableTo(VerticleBase.class)
                                    || type.getSimpleName().endsWith("Settings")
                                    || type.isAssignableTo(Room.class)
                                    || settingsConsistOf(type);
                        }
                    })));
        }
    }

    private static boolean settingsConsistOf(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .anyMatch(each -> each.getOriginClass().getPackageName().equals(type.getPackageName())
                        && each.getOriginClass()
                                .getName()
                                .replaceAll("\\$.*", "")
                                .endsWith("Settings"));
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
        check(noClasses()
                .that(new DescribedPredicate<>("do not say what they need it for, by @WallTime") {
                    @Override
                    public boolean test(JavaClass type) {
                        JavaClass outer = type;
                        while (outer.getEnclosingClass().isPresent()) {
                            outer = outer.getEnclosingClass().get();
                        }
                        return !outer.isAnnotatedWith(WallTime.class);
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
                .doNotHaveFullyQualifiedName("demi.network.inbound.AttachmentDownloader")
                .should()
                .accessTargetWhere(asks(HttpClient.class)));
        check(classes().that().areAssignableTo(VerticleBase.class).should().beAssignableTo(BaseVerticle.class));
        check(noClasses().should().beAssignableTo(Verticle.class));
    }

    /** What Vert.x makes wakes a loop each second, as long as it lives. */
    @Test
    void clientsAreMadeInOnePlace() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("demi.util.HttpClients")
                .and()
                .resideOutsideOfPackages("demi.cli..", "demi.rehearse..")
                .should()
                .callMethodWhere(target(owner(assignableTo(Vertx.class)))
                        .and(target(nameMatching("createHttpClient|httpClientBuilder")))));
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
