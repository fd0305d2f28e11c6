package demi.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which models there are, which one she thinks with, and getting another. */
public final class Models {
    private Models() {}

    /** Whether a model that a server has is the one of this name, whose tag may be left out where it is "latest". */
    public static boolean same(String present, String name) {
        return present.equals(name) || (!name.contains(":") && present.equals(name + ":latest"));
    }

    /**
     * A model that a server has.
     *
     * @param bytes on disk, and nearly the same in memory
     * @param parameters as the server puts it, such as 3.2B; may be empty
     * @param fits whether this machine's memory is enough for it; null where the server is another machine
     */
    public record Installed(
            String name,
            long bytes,
            String parameters,
            String quantization,
            @Nullable Boolean fits) {}

    /**
     * An Ollama.
     *
     * @param address as the settings have it, without a password
     * @param model the one that it would answer with now, null when it has none that would do, or does not answer
     */
    public record Host(
            String address, boolean reachable, @Nullable String model) {}

    /**
     * A model on its way.
     *
     * @param status in the server's words
     * @param total of the bytes known so far; 0 while none are
     * @param failure null unless it has failed; for a person to read
     */
    public record Pull(
            String model,
            String status,
            long completed,
            long total,
            boolean done,
            @Nullable String failure) {

        /** Of the bytes known so far, 0 to 100. */
        public int percent() {
            return done ? 100 : total <= 0 ? 0 : (int) Math.min(99, completed * 100 / total);
        }

        public boolean isOver() {
            return done || failure != null;
        }
    }

    public record ListAll() {}

    /**
     * @param wanted the model she is to think with
     * @param used the one that she does think with, null when there is none
     * @param memory of this machine in bytes; 0 where no server is on it
     * @param largest size of a model, in bytes, that this memory is enough for
     * @param pulls under way, and the last one of each model that has ended
     */
    public record Listing(
            List<Installed> models,
            List<Host> hosts,
            String wanted,
            @Nullable String used,
            long memory,
            long largest,
            List<Pull> pulls) {
        public Listing {
            models = List.copyOf(models);
            hosts = List.copyOf(hosts);
            pulls = List.copyOf(pulls);
        }
    }

    public static final Ask<ListAll, Listing> LIST = Ask.of("model.list", ListAll.class, Listing.class);

    /** She is to think with that model from now on, also after a restart, until the settings name another than now. */
    public record Use(String model) {}

    /** Fails NOT_FOUND when no server has the model, INVALID when it is none to talk with. */
    public static final Ask<Use, Done> USE = Ask.of("model.use", Use.class, Done.class);

    /** Gets a model from the servers' registry, onto every server that lacks it; one under way is not begun again. */
    public record Get(String model) {}

    /** Answers at once. Fails INVALID when that is no name, UNAVAILABLE when no server answers or too many are under way. */
    public static final Ask<Get, Pull> GET = Ask.of("model.pull", Get.class, Pull.class);

    /** Told about once a second while a model is on its way, and at its end. */
    public static final News<Pull> PULLING = new News<>("model.pulling", Pull.class);
}
