package demi.app;

import demi.api.AccountsApi;
import demi.api.ClusterApi;
import demi.api.InferenceApi;
import demi.api.ListenerApi;
import demi.api.LoggingApi;
import demi.api.house.SettingsApi;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.http.HttpRoom;
import demi.http.HttpSettings;
import demi.launch.ClassArchive;
import demi.logging.LogLevel;
import demi.logging.LoggingKeys;
import demi.logging.LoggingSettings;
import demi.logging.LoggingSetup;
import demi.settings.InvalidSettings;
import demi.settings.LoadedSettings.Effective;
import demi.settings.Settings;
import demi.settings.source.Key;
import demi.store.StoreRoom;
import demi.util.HomeNetwork;
import demi.util.Version;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Demi from her start to the signal that stops her. */
@WallTime("makes everybody's clock; the log's timestamps, names of files")
public final class ServerProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    /** A service manager that asks politely asks for ten seconds or more; she needs less. */
    private static final long STOP_SECONDS = 4;

    /** What a service manager starts again, by its usual name (EX_TEMPFAIL). */
    private static final int TEMPORARY_FAILURE = 75;

    private final Settings settings;
    private final List<Effective> effective;
    private final LoggingSettings logging;
    private final HttpSettings listeners;
    private final DataDirectoryLock directory;
    private final PrintStream console = System.out;
    private volatile int exitCode;

    /** @param effective the same, to be told */
    public ServerProcess(Settings settings, List<Effective> effective, DataDirectoryLock directory) {
        this.settings = settings;
        this.effective = List.copyOf(effective);
        this.logging = new LoggingKeys().settings(settings);
        this.listeners = new HttpRoom().settings(settings);
        this.directory = directory;
    }

    private List<String> secrets() {
        Secret ofDatabase = new StoreRoom().settings(settings).password();
        Stream<String> inAddress = Stream.ofNullable(ofDatabase).map(Secret::value);
        Stream<String> own = AllSettings.catalog().keys().stream()
                .filter(Key::secret)
                .map(key -> settings.find(key))
                .filter(Objects::nonNull)
                .map(String::valueOf);
        return Stream.concat(own, inAddress).distinct().toList();
    }

    /** Opens everything, and says where she is; fails as {@link Application#openAll} does. */
    public void open(Application house) throws IOException {
        LoggingSetup.start(logging, directory.path(), secrets());
        LOG.info("Demi {} starts; her data is in {}", Version.number(), directory.path());
        Application.await(answerForLogging(house.bus()));
        Application.await(answerForSettings(house.bus(), effective));
        Application.await(house.bus().subscribe(ClusterApi.REPLACED, told -> startAnew()));
        Application.await(house.openAll(settings));
        Application.await(house.bus()
                .request(ListenerApi.PORTS, new ListenerApi.WhichPorts())
                .compose(ports -> welcome(house, ports)));
    }

    /** Blocks until the process is told to stop; the exit code. */
    public int runUntilStopped(Application house) throws IOException {
        Thread hook = new Thread(() -> stop(house, directory), "demi-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            open(house);
        } catch (Failure failure) {
            return cannotStart(house, hook, failure.sentence(), CommandLine.ExitCode.SOFTWARE);
        } catch (InvalidSettings invalid) {
            return cannotStart(house, hook, invalid.getMessage(), CommandLine.ExitCode.USAGE);
        } catch (IOException | RuntimeException e) {
            removeShutdownHook(hook);
            Application.await(house.close());
            throw e;
        }
        ClassArchive.isComplete();
        waitForSignal();
        return 0;
    }

    /** Others do now what this node did: what it still has in its hands is worth nothing. */
    private void startAnew() {
        LOG.error("Demi ends, to be started anew");
        exitCode = TEMPORARY_FAILURE;
        new Thread(() -> System.exit(TEMPORARY_FAILURE), "demi-replaced").start();
    }

    private static int cannotStart(Application house, Thread hook, @Nullable String why, int exitCode) {
        LOG.error("Demi cannot start: {}", why);
        removeShutdownHook(hook);
        Application.await(house.close());
        return exitCode;
    }

    /** It would end the process as if all were well. */
    private static void removeShutdownHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // She is told to stop at the same moment, and it is at work already.
            LOG.debug("The hook runs", e);
        }
    }

    private static Future<?> answerForLogging(Bus bus) {
        return Future.all(
                bus.handle(LoggingApi.STATUS, asked -> Future.succeededFuture(level())),
                bus.handle(LoggingApi.CHANGE, change -> {
                    LoggingSetup.change(LogLevel.valueOf(change.level().name()));
                    return Future.succeededFuture(level());
                }));
    }

    static Future<?> answerForSettings(Bus bus, List<Effective> effective) {
        SettingsApi.SettingList all = new SettingsApi.SettingList(
                effective.stream().map(ServerProcess::told).toList());
        return bus.handle(SettingsApi.LIST, asked -> Future.succeededFuture(all));
    }

    private static SettingsApi.Setting told(Effective line) {
        boolean isSet = !line.value().isEmpty();
        return new SettingsApi.Setting(
                line.path(),
                isSet && !line.secret() ? line.value() : null,
                line.secret() ? null : line.byDefault(),
                line.origin(),
                line.secret(),
                isSet);
    }

    private static LoggingApi.CurrentLevel level() {
        return new LoggingApi.CurrentLevel(
                LoggingApi.Level.valueOf(LoggingSetup.level().name()));
    }

    private static void waitForSignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(Application house, DataDirectoryLock directory) {
        LOG.info("Demi stops");
        try {
            house.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
            directory.clearUnpacked();
            LOG.info("Demi has stopped");
        } catch (Exception e) {
            LOG.warn("Demi did not stop in order: {}", e.toString());
        }
        LoggingSetup.stop();
        // Being told to stop is no failure, which the code of a signal would say.
        Runtime.getRuntime().halt(exitCode);
    }

    private Future<Void> welcome(Application house, ListenerApi.Ports ports) {
        String bound = listeners.host();
        boolean everywhere = bound.equals("0.0.0.0") || bound.equals("::");
        String host = everywhere ? "localhost" : bound.contains(":") ? "[" + bound + "]" : bound;
        boolean isJson = logging.format() == LoggingSettings.Format.JSON;
        WelcomeText greeting = new WelcomeText(
                name -> "http://" + name + ":" + ports.main() + listeners.basePath(),
                host,
                HomeNetwork.of(bound),
                !isJson && QrText.canShow(Charset.defaultCharset()),
                QrText.canColour(Terminal.isInteractive() != null, System.getenv()));
        LOG.info("Listening on {}:{}", listeners.host(), ports.main());
        LOG.info("Metrics at http://{}:{}/metrics", listeners.managementHost(), ports.management());
        return house.bus()
                .request(AccountsApi.SETUP_CODE, new AccountsApi.GetSetupCode())
                .compose(setup -> house.bus()
                        .request(InferenceApi.STATUS, new InferenceApi.GetState())
                        .map(model -> {
                            printWelcome(greeting.lines(setup.code(), model), isJson);
                            return null;
                        }));
    }

    /** For the person at the console only: the code is good for one account, and must not be in a log. */
    private void printWelcome(List<String> lines, boolean isJson) {
        console.print(isJson ? asJson(lines) : "\n  " + String.join("\n  ", lines) + "\n\n");
        console.flush();
    }

    /** As the log's lines are, which go to the same place. */
    private static String asJson(List<String> lines) {
        return lines.stream()
                .map(line -> new JsonObject()
                        .put("timestamp", System.currentTimeMillis())
                        .put("level", "INFO")
                        .put("loggerName", "console")
                        .put("formattedMessage", line.strip()))
                .map(line -> line.encode() + "\n")
                .collect(Collectors.joining());
    }
}
