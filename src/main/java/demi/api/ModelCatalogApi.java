package demi.api;

import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.EventAddress;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which models there are, which one she thinks with, and getting another. */
public final class ModelCatalogApi {
    private ModelCatalogApi() {}

    /** The kind of server that gets, loads and deletes models when it is asked to. */
    public static final String OLLAMA = "Ollama";

    private static final String REGISTRY = "registry.ollama.ai/";
    private static final String LIBRARY = "library/";

    /** Whether both names are of one model, as a server takes them. */
    public static boolean same(String present, String name) {
        return canonical(present).equals(canonical(name));
    }

    /**
     * The one name of a model that has several: case makes no difference, no tag is "latest", and the library of the
     * servers' own registry need not be named.
     */
    public static String canonical(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        String path = lower.startsWith(REGISTRY) ? lower.substring(REGISTRY.length()) : lower;
        String model = path.startsWith(LIBRARY) ? path.substring(LIBRARY.length()) : path;
        return model.indexOf(':', model.lastIndexOf('/') + 1) < 0 ? model + ":latest" : model;
    }

    /**
     * A model that a server has.
     *
     * @param bytes on disk, and nearly the same in memory
     * @param parameters as the server puts it, such as 3.2B; may be empty
     * @param fits whether this machine's memory is enough for it; null where the server is another machine
     * @param about what is known of it, in sentences for a person; null as long as it was not met
     */
    public record Installed(
            String name,
            long bytes,
            String parameters,
            String quantization,
            @Nullable Boolean fits,
            @Nullable String about) {

        /** One that was not met. */
        public Installed(String name, long bytes, String parameters, String quantization, @Nullable Boolean fits) {
            this(name, bytes, parameters, quantization, fits, null);
        }
    }

    /**
     * A model server.
     *
     * @param kind what it speaks, for a person: {@link #OLLAMA} or another
     * @param address as the settings have it, without a password
     * @param wantsLogin whether it does not answer because it wants to know who asks, or somebody else than it was told
     * @param model the one that it would answer with now, null when it has none that would do, or does not answer
     */
    public record Host(
            String kind,
            String address,
            boolean reachable,
            boolean wantsLogin,
            @Nullable String model) {}

    /**
     * A model on its way.
     *
     * @param status in the server's words
     * @param total of the bytes known so far; 0 while none are
     * @param done whether it is over, well or not
     * @param failure null unless it has failed; for a person to read
     */
    public record Pull(
            String model,
            String status,
            long completed,
            long total,
            boolean done,
            @Nullable String failure) {

        /** The status of one that the owner has ended. */
        public static final String CANCELLED = "cancelled";

        /** Of the bytes known so far, 0 to 100. */
        public int percent() {
            return done && failure == null ? 100 : total <= 0 ? 0 : (int) Math.min(99, completed * 100 / total);
        }

        /** Whether the owner has ended it. */
        public boolean isCancelled() {
            return done && status.equals(CANCELLED);
        }

        /** Whether it has ended with the model being there. */
        public boolean succeeded() {
            return done && failure == null;
        }
    }

    public record ListModels() {}

    /**
     * @param wanted the model she is to think with
     * @param used the one that she does think with, null when there is none
     * @param memory of this machine in bytes; 0 where no server is on it
     * @param largest size of a model, in bytes, that this memory is enough for
     * @param pulls under way, and the last one of each model that has ended
     */
    public record ModelList(
            List<Installed> models,
            List<Host> hosts,
            String wanted,
            @Nullable String used,
            long memory,
            long largest,
            List<Pull> pulls) {
        public ModelList {
            models = List.copyOf(models);
            hosts = List.copyOf(hosts);
            pulls = List.copyOf(pulls);
        }
    }

    public static final RequestAddress<ListModels, ModelList> LIST =
            RequestAddress.of("model.list", ListModels.class, ModelList.class);

    /** She is to think with that model from now on, also after a restart, until the settings name another than now. */
    public record SelectModel(String model) {}

    /** Fails NOT_FOUND when no server has the model, INVALID when it is none to talk with. */
    public static final RequestAddress<SelectModel, Ack> SELECT =
            RequestAddress.of("model.select", SelectModel.class, Ack.class);

    /**
     * Asks what a model is like; one that is loaded is measured.
     *
     * @param loading how long it may take to be loaded for that; zero where it is not to be
     */
    public record InspectModel(String model, Duration loading) {
        /** Nothing is loaded for it. */
        public InspectModel(String model) {
            this(model, Duration.ZERO);
        }
    }

    /**
     * What a model is like, as far as its server tells.
     *
     * @param talks false where it is made for something else, such as embeddings
     * @param loaded whether it is in the server's memory; where it is not, nothing of it can be measured
     * @param template how its template reads a talk, in a sentence; null where that is not known
     * @param readsPerSecond tokens of a prompt; 0 where that was not measured
     * @param writesPerSecond tokens of a reply; 0 where that was not measured
     */
    public record Inspection(
            boolean talks,
            boolean sees,
            boolean thinks,
            boolean rewinds,
            boolean loaded,
            @Nullable String template,
            double readsPerSecond,
            double writesPerSecond) {}

    /** Fails NOT_FOUND when no server has the model, UNAVAILABLE when it does not tell. */
    public static final RequestAddress<InspectModel, Inspection> INSPECT =
            new RequestAddress<>("model.inspect", InspectModel.class, Inspection.class, Duration.ofMinutes(5));

    /** Gets a model from the servers' registry, onto every server that lacks it; one under way is not begun again. */
    public record PullModel(String model) {}

    /** Answers at once. Fails INVALID when that is no name, UNAVAILABLE when no server answers or too many are under way. */
    public static final RequestAddress<PullModel, Pull> PULL =
            RequestAddress.of("model.pull", PullModel.class, Pull.class);

    /** Ends a pull; what has arrived is kept by the servers for the next try. */
    public record CancelPull(String model) {}

    /** How it ended. Fails NOT_FOUND where that model is not on its way. */
    public static final RequestAddress<CancelPull, Pull> CANCEL_PULL =
            RequestAddress.of("model.cancelPull", CancelPull.class, Pull.class);

    /** Deletes a model from every server that has it. */
    public record DeleteModel(String model) {}

    /** Fails NOT_FOUND when no server has it, INVALID while she thinks with it or it is on its way, UNAVAILABLE when a server refuses. */
    public static final RequestAddress<DeleteModel, Ack> DELETE =
            RequestAddress.of("model.delete", DeleteModel.class, Ack.class);

    /**
     * Asks whether an Ollama listens at an address, of which nothing is kept.
     *
     * @param url may have a user and a password
     */
    public record TestServer(Secret url) {}

    /**
     * @param version null where it did not tell
     * @param models that it has
     * @param sentence for a person; without the address
     */
    public record ServerReport(boolean ok, @Nullable String version, List<String> models, String sentence) {
        public ServerReport {
            models = List.copyOf(models);
        }
    }

    /** Answers within 10 seconds. Fails INVALID where that is no address. */
    public static final RequestAddress<TestServer, ServerReport> TEST_SERVER =
            RequestAddress.of("model.testServer", TestServer.class, ServerReport.class);

    /** Told about once a second while a model is on its way, and at its end. */
    public static final EventAddress<Pull> PULL_PROGRESSED = new EventAddress<>("model.pullProgressed", Pull.class);

    /** The owner has chosen another model to think with. */
    public record ModelSelected(String model) {}

    /** Told once that is kept, on all nodes. */
    public static final EventAddress<ModelSelected> SELECTED =
            new EventAddress<>("model.selected", ModelSelected.class, true);
}
