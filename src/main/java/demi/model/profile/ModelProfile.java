package demi.model.profile;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was learned of one model on one server. */
public final class ModelProfile {

    private static final Duration LEAST_LOADING = Duration.ofSeconds(1);

    private final String digest;
    private final ModelNature nature;
    private final int window;
    private final ReadingSpeed reading;
    private Duration loading = Duration.ZERO;
    private boolean loadedByUs;
    private boolean mayHaveChanged;
    private @Nullable Future<TemplateReading> template;

    /** @param window the context window of all requests to it */
    public ModelProfile(String digest, ModelNature nature, int window, ReadingSpeed reading) {
        this.digest = digest;
        this.nature = nature;
        this.window = window;
        this.reading = reading;
    }

    /** Whether it is still known, if it is the model with that digest. */
    public boolean isCurrent(String otherDigest) {
        return !mayHaveChanged && digest.equals(otherDigest);
    }

    /** The server has gone: it may come back as another one, with nothing loaded. */
    public void mayHaveChanged() {
        mayHaveChanged = true;
        unloaded();
    }

    /** How fast a model of this digest is read, which stays true whatever became of the server. */
    public ReadingSpeed readingOf(String otherDigest, ModelNature otherNature, int places) {
        return digest.equals(otherDigest) && nature.rewinds() == otherNature.rewinds()
                ? reading
                : new ReadingSpeed(places, otherNature.rewinds());
    }

    public ModelNature nature() {
        return nature;
    }

    public int window() {
        return window;
    }

    public ReadingSpeed reading() {
        return reading;
    }

    /** How long it took to be loaded, the last time that it was. */
    public Duration loading() {
        return loading;
    }

    /** What a server calls loading is some milliseconds where the model is loaded. */
    public void loadedIn(Duration time) {
        loading = time.compareTo(LEAST_LOADING) > 0 ? time : loading;
    }

    /** False when it was begun before, and not unloaded since. */
    public boolean beginLoading() {
        boolean first = !loadedByUs;
        loadedByUs = true;
        return first;
    }

    public void unloaded() {
        loadedByUs = false;
        reading.unloaded();
    }

    /** Being asked for, or known; null when it is to be asked for. */
    @Nullable
    public Future<TemplateReading> template() {
        return template;
    }

    public void template(@Nullable Future<TemplateReading> asked) {
        template = asked;
    }

    /** A sentence or more for a person. */
    public String about() {
        if (!nature.canChat()) {
            return "It cannot talk: it is made for something else, such as embeddings.";
        }
        List<String> told = new ArrayList<>();
        Future<TemplateReading> asked = template;
        if (asked != null && asked.succeeded()) {
            told.add(asked.result().sentence());
        }
        if (reading.tokensPerSecond() > 0) {
            told.add("It reads about " + Math.round(reading.tokensPerSecond()) + " tokens a second.");
        }
        if (nature.canSee()) {
            told.add("It sees pictures.");
        }
        if (nature.canThink()) {
            told.add("It can think before it speaks.");
        }
        return String.join(" ", told);
    }
}
