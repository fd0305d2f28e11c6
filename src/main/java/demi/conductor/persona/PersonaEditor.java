package demi.conductor.persona;

import demi.api.InferenceApi;
import demi.api.house.PersonaApi;
import demi.api.house.PersonaApi.RestorePersona;
import demi.api.house.PersonaApi.SetPersona;
import demi.api.house.PersonaApi.Version;
import demi.api.house.PersonaApi.WrittenCard;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.conductor.card.CardReader;
import demi.conductor.card.CardWriter;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.PersonaText;
import demi.conductor.prompt.TokenBudget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what the owner asks about who she is. */
public final class PersonaEditor {

    private static final Logger LOG = LoggerFactory.getLogger(PersonaEditor.class);

    private final Vertx vertx;
    private final Bus bus;
    private final Persona persona;
    private final PersonaFile file;
    private final PersonaCheck check;
    private final PersonaTrial trial;

    /** @param path of the owner's persona, whether there is one or not */
    public PersonaEditor(Vertx vertx, Bus bus, InstantSource clock, Path path, Persona persona, TokenBudget budget) {
        this.vertx = vertx;
        this.bus = bus;
        this.persona = persona;
        this.file = new PersonaFile(path, clock);
        this.check = new PersonaCheck(budget);
        this.trial = new PersonaTrial(bus, budget);
    }

    public Future<?> answer() {
        return Future.all(List.of(
                bus.handle(PersonaApi.GET, asked -> get()),
                bus.handle(PersonaApi.SET, this::set),
                bus.handle(PersonaApi.RESTORE, this::restore),
                bus.handle(PersonaApi.PREVIEW, asked -> Future.succeededFuture(check.preview(asked.text()))),
                bus.handle(PersonaApi.TRY, trial::run),
                bus.handle(
                        PersonaApi.READ_CARD, card -> vertx.executeBlocking(() -> CardReader.read(card.json()), false)),
                bus.handle(PersonaApi.WRITE_CARD, asked -> writeCard()),
                bus.subscribe(PersonaApi.CHANGED, this::take)));
    }

    private record Files(Optional<String> own, List<PersonaFile.Kept> versions) {}

    private Future<PersonaApi.Persona> get() {
        return blocking(() -> new Files(file.own(), file.versions()))
                .compose(there -> persona.builtIn().map(builtIn -> told(there, builtIn)));
    }

    private PersonaApi.Persona told(Files there, String builtIn) {
        String text = there.own().orElse(builtIn);
        return new PersonaApi.Persona(
                text,
                there.own().isPresent(),
                check.tokens(text),
                check.maxTokens(),
                there.versions().stream()
                        .map(kept -> new Version(kept.id(), kept.at(), check.tokens(kept.text())))
                        .toList());
    }

    private Future<PersonaApi.Persona> set(SetPersona asked) {
        String text = PersonaCheck.usable(asked.text());
        return change(() -> {
            file.replace(text);
            return Ack.DONE;
        });
    }

    private Future<PersonaApi.Persona> restore(RestorePersona asked) {
        return change(() -> {
            if (asked.id().equals(PersonaApi.DEFAULT)) {
                file.remove();
            } else {
                file.replace(file.version(asked.id()).text());
            }
            return Ack.DONE;
        });
    }

    private Future<PersonaApi.Persona> change(Blocking<Ack> work) {
        return isRehearsal()
                .compose(rehearsal -> rehearsal ? PersonaEditor.<Ack>refused() : blocking(work))
                .compose(done -> {
                    LOG.info("Changed the persona, as the owner asks");
                    persona.readAgain();
                    return blocking(file::own);
                })
                .compose(own -> {
                    bus.publish(PersonaApi.CHANGED, new PersonaApi.PersonaChanged(own.orElse(null)));
                    return get();
                });
    }

    /** As it was changed on another node, or on this one, where it is so already. */
    private void take(PersonaApi.PersonaChanged changed) {
        Future<Boolean> taken = blocking(() -> {
            if (file.own().equals(Optional.ofNullable(changed.text()))) {
                return false;
            }
            if (changed.text() == null) {
                file.remove();
            } else {
                file.replace(changed.text());
            }
            return true;
        });
        taken.onSuccess(isNew -> {
                    if (isNew) {
                        LOG.info("Changed the persona, as it was on another node");
                        persona.readAgain();
                    }
                })
                .onFailure(thrown -> LOG.error("Could not change the persona: {}", thrown.getMessage()));
    }

    private Future<Boolean> isRehearsal() {
        return bus.request(InferenceApi.STATUS, new InferenceApi.GetState())
                .map(InferenceApi.State::rehearsal)
                .otherwise(false);
    }

    /** What is tried in one is not kept with what is real. */
    private static <T> Future<T> refused() {
        return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "In a rehearsal her persona stays as it is."));
    }

    private Future<WrittenCard> writeCard() {
        return persona.text()
                .map(PersonaText::of)
                .map(text -> new WrittenCard(CardWriter.v2(text), CardWriter.v3(text)));
    }

    private interface Blocking<T> {
        T run() throws IOException;
    }

    /** In order: one change after the other. */
    private <T> Future<T> blocking(Blocking<T> work) {
        return vertx.executeBlocking(work::run)
                .recover(thrown -> Future.failedFuture(
                        thrown instanceof IOException io
                                ? new Failure(
                                        Failure.Code.UNAVAILABLE,
                                        "The persona cannot be kept (" + io
                                                + "). Does its folder belong to the user that" + " runs Demi?")
                                : thrown));
    }
}
