package demi.model.server;

import demi.api.ModelCatalogApi;
import demi.api.value.PromptMessage;
import demi.model.config.ServingSettings;
import demi.model.profile.FirstTokenPatience;
import demi.model.profile.MemoryEstimate;
import demi.model.profile.ModelNature;
import demi.model.profile.ModelProfile;
import demi.model.profile.PresentModel;
import demi.model.profile.ReadingSpeed;
import demi.model.profile.TemplateReading;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been learned of a server's models since it was there, and the first things that are done with each. */
final class ModelWarmup {

    private static final Logger LOG = LoggerFactory.getLogger(ModelWarmup.class);

    private final ServerProtocol protocol;
    private final ServingSettings settings;
    private final int places;
    private final MemoryEstimate machine;
    private final Runnable changed;
    /** By canonical name. */
    private final Map<String, ModelProfile> profiles = new HashMap<>();
    /** Those that are being asked for. */
    private final Map<String, Future<Void>> meeting = new HashMap<>();

    private final Set<String> thinkers = new HashSet<>();

    /**
     * @param places how many prompts the server keeps at a time
     * @param changed called when what is told of a model has changed
     */
    ModelWarmup(
            ServerProtocol protocol, ServingSettings settings, int places, MemoryEstimate machine, Runnable changed) {
        this.protocol = protocol;
        this.places = places;
        this.settings = settings;
        this.machine = machine;
        this.changed = changed;
    }

    /** Learns what the model can take, as often as it needs, and has it loaded, once; never fails. */
    Future<Void> warmUp(String model, PresentModel present) {
        ModelProfile known = profile(model);
        if (known != null && known.isCurrent(present.digest())) {
            load(model, known);
            return Future.succeededFuture();
        }
        String name = ModelCatalogApi.canonical(model);
        Future<Void> underWay = meeting.get(name);
        if (underWay != null) {
            return underWay;
        }
        Future<Void> met = protocol.nature(present)
                .<Void>compose(nature -> {
                    load(model, learned(model, present, nature));
                    return Future.succeededFuture();
                })
                .onFailure(thrown -> LOG.debug("Could not inspect model {}: {}", model, thrown.getMessage()))
                .otherwiseEmpty();
        meeting.put(name, met);
        return met.onComplete(either -> {
            meeting.remove(name);
            changed.run();
        });
    }

    private ModelProfile learned(String model, PresentModel present, ModelNature nature) {
        ModelProfile known = profile(model);
        ReadingSpeed reading = known == null
                ? new ReadingSpeed(places, nature.rewinds())
                : known.readingOf(present.digest(), nature, places);
        ModelProfile profile = new ModelProfile(present.digest(), nature, windowOf(model, present, nature), reading);
        profiles.put(ModelCatalogApi.canonical(model), profile);
        return profile;
    }

    private int windowOf(String model, PresentModel present, ModelNature nature) {
        int wanted = settings.numCtx() > 0
                ? settings.numCtx()
                : machine.window(present.bytes(), nature.bytesPerToken(), settings.usualWindow());
        int window = nature.contextLength() > 0 ? Math.min(nature.contextLength(), wanted) : wanted;
        if (window < settings.usualWindow()) {
            LOG.info("{} has a window of {} tokens: it can take no more, or the memory here", model, window);
        }
        return window;
    }

    private void load(String model, ModelProfile profile) {
        if (!settings.warmUp() || !protocol.loadsModels() || !profile.nature().canChat() || !profile.beginLoading()) {
            return;
        }
        long start = System.nanoTime();
        protocol.load(model, profile.window(), settings.firstTokenTimeout())
                .onSuccess(ready -> {
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    profile.loadedIn(took);
                    LOG.info("Loaded model {} in {} ms", model, took.toMillis());
                    template(model);
                })
                .onFailure(thrown -> LOG.warn("Could not load model {}: {}", model, thrown.getMessage()));
    }

    /**
     * How the model's template reads a talk, which the server is asked when the model is met for the first time; the model is
     * loaded for it. Fails when that cannot be told now; then it is asked again the next time.
     */
    Future<TemplateReading> template(String model) {
        ModelProfile profile = profile(model);
        if (profile == null) {
            return Future.failedFuture("not met");
        }
        Future<TemplateReading> asked = profile.template();
        if (asked != null && !asked.failed()) {
            return asked;
        }
        Future<TemplateReading> reading = protocol.template(model, profile.nature(), profile.window());
        profile.template(reading);
        reading.onSuccess(read -> {
                    LOG.info("{}: {}", model, read.sentence());
                    changed.run();
                })
                .onFailure(thrown -> LOG.debug("Could not read the template of {}: {}", model, thrown.getMessage()));
        return reading;
    }

    /** What else was loaded gives its memory back, as soon as nobody is answered with it. */
    void unloadOthers(String model) {
        String stays = ModelCatalogApi.canonical(model);
        for (String other : List.copyOf(profiles.keySet())) {
            if (protocol.loadsModels() && !other.equals(stays)) {
                unload(other, profiles.get(other));
            }
        }
    }

    private void unload(String other, @Nullable ModelProfile profile) {
        if (profile != null) {
            profile.unloaded();
        }
        protocol.unload(other)
                .onSuccess(done -> LOG.info("Unloaded model {}", other))
                .onFailure(thrown -> LOG.warn("Could not unload model {}: {}", other, thrown.getMessage()));
    }

    /** The model sent its thinking as plain text and marked only the end. */
    void markReasoningModel(String model) {
        if (thinkers.add(model)) {
            LOG.info("Model {} thinks before it answers; waiting for that from now on", model);
        }
    }

    boolean isReasoningModel(String model) {
        return thinkers.contains(model);
    }

    /** Null as long as it was not met. */
    @Nullable
    ModelProfile profile(@Nullable String model) {
        return model == null ? null : profiles.get(ModelCatalogApi.canonical(model));
    }

    ModelNature nature(@Nullable String model) {
        ModelProfile profile = profile(model);
        return profile == null ? ModelNature.UNKNOWN : profile.nature();
    }

    /** The context window with this model, as far as that is known. */
    int window(@Nullable String model) {
        ModelProfile profile = profile(model);
        return profile == null ? settings.usualWindow() : profile.window();
    }

    /** How long the first word of a reply may take. */
    FirstTokenPatience patience(String model, GenerationRequest generation) {
        ModelProfile profile = profile(model);
        ReadingSpeed reading = profile == null ? new ReadingSpeed(1, true) : profile.reading();
        return FirstTokenPatience.asTimeouts(
                reading,
                reading.unreadBytes(generation.messages()),
                settings.firstTokenTimeout(),
                profile == null ? Duration.ZERO : profile.loading(),
                generation.attempt());
    }

    /** The model has read a prompt and replied. */
    void hasRead(String model, List<PromptMessage> prompt, String reply, ReplyChunk.Usage took) {
        ModelProfile profile = profile(model);
        if (profile != null) {
            boolean slow = profile.reading().isSlow();
            profile.reading().finished(prompt, reply, took.promptTokens(), took.reading());
            profile.loadedIn(took.loading());
            if (slow != profile.reading().isSlow()) {
                LOG.info(
                        "{} reads about {} tokens a second",
                        model,
                        Math.round(profile.reading().tokensPerSecond()));
                changed.run();
            }
        }
    }

    /** @param reply as far as it came, null where it did not begin */
    void hasReadPartly(String model, List<PromptMessage> prompt, @Nullable String reply) {
        ModelProfile profile = profile(model);
        if (profile == null) {
            return;
        }
        if (reply == null) {
            profile.reading().brokenOff(prompt);
        } else {
            profile.reading().finished(prompt, reply, -1, Duration.ZERO);
        }
    }

    /** Whether the model has read most of what it would have to read for this. */
    boolean isWarm(@Nullable String model, GenerationRequest generation) {
        ModelProfile profile = profile(model);
        return profile != null && profile.reading().isWarm(generation.messages());
    }

    /** The server has gone; when it is back, nothing is loaded, and it may be another one. */
    void end() {
        profiles.values().forEach(ModelProfile::mayHaveChanged);
    }
}
