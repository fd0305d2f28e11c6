package demi.emotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import demi.api.value.Emotion;
import demi.app.AllSettings;
import demi.settings.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmotionSettingsTest {
    private final EmotionSettings settings = EmotionSettings.defaults();

    @Test
    void boundsAndRatesAreTheContracts() {
        assertEquals(.5, settings.start());
        assertEquals(1, settings.ceiling());
        assertEquals("0.3 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1", row(settings.floor()));
        assertEquals("0.02 0.06 0.04 0.03 0.08 0.03 0.05 0.04 0.05", row(settings.decay()));
        assertEquals("0.2 0.4 0.15 0.1 0.25 0.5 0.5 0.5 0.15", row(settings.temperament()));
        assertEquals(Duration.ofMinutes(5), settings.tick());
        assertEquals(.8, settings.slowDecayAbove());
        assertEquals(.5, settings.slowDecayFactor());
    }

    @Test
    void idlenessIsTheContracts() {
        assertEquals("0.01 -0.02 0 0 0 -0.01 0 -0.015 0", row(settings.idle().drift()));
        assertEquals(Duration.ofMinutes(5), settings.idle().begins());
        assertEquals(Duration.ofHours(12), settings.idle().scale());
        assertEquals(3, settings.idle().cap());
        assertEquals(Duration.ofHours(4), settings.idle().longAfter());
    }

    @Test
    void eventsAreTheContracts() {
        assertEquals(9, settings.events().size(), "and a plain message");
        assertEquals("-0.04 0 0 0 0 0 0 0 0", row(InteractionType.MESSAGE));
        assertEquals("-0.1 0.15 0 0 0 0 0 0.12 -0.08", row(InteractionType.POSITIVE_MESSAGE));
        assertEquals("0 0 0.1 0 0.08 0 0 -0.1 0", row(InteractionType.NEGATIVE_MESSAGE));
        assertEquals("0 0.1 0 -0.3 0 0 0 0.15 0", row(InteractionType.CODE_UPDATE));
        assertEquals("0 0 0.15 0 0 -0.1 0 0 0.05", row(InteractionType.ERROR_OCCURRED));
        assertEquals("0 0.08 -0.2 0 0 0.15 0 0.1 0", row(InteractionType.SUCCESSFUL_HELP));
        assertEquals("0 0 0.1 0 0.1 0 0 -0.12 0", row(InteractionType.USER_REFUSAL));
        assertEquals("0.2 -0.15 0 0 0 -0.1 0 -0.15 0", row(InteractionType.LONG_IDLE));
        assertEquals("0 0 0.15 0 0 -0.2 0 0 0.1", row(InteractionType.RAPID_ERRORS));
    }

    @Test
    void liftsShrinkByTheRoomThatIsLeft() {
        assertEquals(.5, settings.shrinkAbove());
        assertEquals(1, settings.room(.1));
        assertEquals(1, settings.room(.5));
        assertEquals(.5, settings.room(.75));
        assertEquals(0, settings.room(1));
        assertEquals(1, SeedSettings.settings().room(.99));
    }

    @Test
    void howEventsCountIsTheContracts() {
        assertEquals(new EmotionSettings.Habituation(.6, .5), settings.habituation());
        assertEquals(.5, settings.momentumFactor());
        assertEquals(.1, settings.momentumFade());
        assertEquals(3, settings.momentumStrongest());
        assertEquals(new EmotionSettings.Cascades(.5, .2, .15, .1), settings.cascades());
        assertEquals(Duration.ofMinutes(5), settings.retention().saveEvery());
        assertEquals("", settings.helpLine());
    }

    @Test
    void modulationIsTheContracts() {
        assertEquals("0.6 0.3 0.7 0.4 0.5 0.6 0.3", traits(settings.modulation().baseline()));
        assertEquals(1, settings.modulation().fromRest());
        assertEquals(
                new EmotionSettings.Length(100, 35, 300, .3),
                settings.modulation().length());
        assertEquals("0.6 0 -0.2 -0.15 0.3 0.4 0.5", deltas(Emotion.LONELINESS));
        assertEquals("-0.4 0 1 0.2 -0.3 0.3 0.2", deltas(Emotion.EXCITEMENT));
        assertEquals("0.8 0 -0.4 -0.2 0 -0.4 -0.2", deltas(Emotion.FRUSTRATION));
        assertEquals("0.5 0.1 -0.3 -0.1 0.2 -0.2 -0.3", deltas(Emotion.JEALOUSY));
        assertEquals("-0.7 0.2 0.3 -0.3 0.5 -0.5 -0.2", deltas(Emotion.VULNERABILITY));
        assertEquals("0.2 0 0.3 0.1 -0.5 0.1 0.1", deltas(Emotion.CONFIDENCE));
        assertEquals("0 0 0.2 0.05 0 0.15 0.05", deltas(Emotion.CURIOSITY));
        assertEquals("-0.5 -0.1 0.8 0.1 -0.2 0.7 0.8", deltas(Emotion.AFFECTION));
        assertEquals("0.7 0.3 -0.6 -0.3 0 -0.5 -0.5", deltas(Emotion.DEFENSIVENESS));
    }

    @Test
    void theSeedsNumbersAreReachedBySettings(@TempDir Path folder) throws IOException {
        Path yaml = Files.writeString(folder.resolve("demi.yaml"), SeedSettings.YAML);
        Sources sources = new Sources(Map.of(), yaml, Map.of(), null, folder, ZoneOffset.UTC);
        EmotionSettings given =
                new EmotionRoom().settings(AllSettings.load(sources).settings());
        EmotionSettings seeds = SeedSettings.settings();
        assertEquals("0 0 0 0 0 0 0 0 0", row(given.temperament()));
        assertEquals(seeds.shrinkAbove(), given.shrinkAbove());
        assertEquals(seeds.modulation(), given.modulation());
        assertEquals(seeds.events(), given.events());
    }

    @Test
    void mapsCannotBeChanged() {
        assertThrows(UnsupportedOperationException.class, () -> settings.decay().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> settings.events().clear());
    }

    private String row(InteractionType type) {
        return row(settings.events().getOrDefault(type, Map.of()));
    }

    private static String row(Map<Emotion, Double> map) {
        return Arrays.stream(Emotion.values())
                .map(emotion -> number(map.getOrDefault(emotion, 0.0)))
                .collect(Collectors.joining(" "));
    }

    private String deltas(Emotion emotion) {
        return traits(settings.modulation().deltas().getOrDefault(emotion, Map.of()));
    }

    private static String traits(Map<StyleTrait, Double> map) {
        ToDoubleFunction<StyleTrait> value = trait -> map.getOrDefault(trait, 0.0);
        return Arrays.stream(StyleTrait.values())
                .map(trait -> number(value.applyAsDouble(trait)))
                .collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
