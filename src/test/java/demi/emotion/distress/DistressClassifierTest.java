package demi.emotion.distress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.emotion.distress.DistressSign.Certainty;
import demi.emotion.distress.LabelledSentences.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much distress is heard in sentences that nothing was learned from, a little below what was measured. */
class DistressClassifierTest {

    private static final List<Sentence> HELD_BACK =
            LabelledSentences.of("test.txt").all();

    private static double share(Predicate<Sentence> of, Predicate<Sentence> that) {
        List<Sentence> all = HELD_BACK.stream().filter(of).toList();
        return (double) all.stream().filter(that).count() / all.size();
    }

    private static boolean isHeard(Sentence sentence) {
        return DistressDetector.in(sentence.text());
    }

    @Test
    void mostOfItIsHeardAtFirst() {
        assertTrue(share(Sentence::distress, DistressClassifierTest::isHeard) >= RECALL);
        assertTrue(share(each -> each.distress() && each.language().equals("de"), DistressClassifierTest::isHeard)
                >= RECALL_GERMAN);
        assertTrue(share(DistressClassifierTest::isHeard, Sentence::distress) >= PRECISION);
    }

    @Test
    void halfAndMoreOfItIsPlain() {
        assertTrue(share(
                        Sentence::distress,
                        each -> DistressDetector.find(each.text()).isAtLeast(Certainty.SURE))
                >= SURE);
    }

    @Test
    void mostOfTheRestIsLeftToTheModel() {
        assertTrue(share(
                        Sentence::distress,
                        each -> DistressDetector.find(each.text()).isAtLeast(Certainty.POSSIBLE))
                >= POSSIBLE);
    }

    @Test
    void whoseItIsIsHeardToo() {
        assertTrue(share(
                        each -> each.distress() && isHeard(each),
                        each -> DistressDetector.find(each.text()).near()
                                == each.whose().equals("other"))
                >= WHOSE);
    }

    @Test
    void theHeldBackSentencesAreOfOtherFamiliesAndNoneIsLearnedFrom() {
        Set<String> learned = LabelledSentences.of(DistressTraining.FILES).all().stream()
                .map(each -> CleanText.of(each.text()))
                .collect(Collectors.toSet());
        assertEquals(
                List.of(),
                HELD_BACK.stream()
                        .map(each -> CleanText.of(each.text()))
                        .filter(learned::contains)
                        .toList());
    }

    @Test
    void theWeightsAreWhatTheSentencesTeach() throws IOException {
        try (InputStream kept = Objects.requireNonNull(getClass().getResourceAsStream("/distress/weights.bin"))) {
            assertArrayEquals(DistressTraining.weights(), kept.readAllBytes(), "run scripts/train distress");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I WANT TO DIE",
                "i   want\tto    die",
                "I want to d\u200bi\u200be",
                "I w\u00adant to d\u00adie",
                "\uff29 \uff57\uff41\uff4e\uff54 \uff54\uff4f \uff44\uff49\uff45",
                "\ud835\udc08 \ud835\udc30\ud835\udc1a\ud835\udc27\ud835\udc2d \ud835\udc2d\ud835\udc28 \ud835\udc1d\ud835\udc22\ud835\udc1e",
                "I w\u0430nt t\u043e die",
                "I waaaaant to dieeeeeee",
                "I want to die\u0301\u0302\u0303",
                "\u202eI want to die\u202c",
                "\ud83d\ude2d I want to die \ud83d\ude2d",
                "I want to die\ud800"
            })
    void howeverItIsWritten(String text) {
        assertTrue(DistressDetector.in(text), text);
    }

    @Test
    void itIsHeardAtTheEndOfALongMessage() {
        String talk = "We went to the market and bought apples, then we had tea. ".repeat(690);
        assertFalse(DistressDetector.in(talk));
        assertTrue(DistressDetector.in(talk + "I don't want to live any more."));
        assertTrue(DistressDetector.in("and then ".repeat(4_000) + "I don't want to live any more"));
    }

    @Test
    void nothingAtAllIsReadToo() {
        for (String text :
                List.of("", " ", "?", "\u200b", "\ud800", "\udc00\ud800", "\n\n", "\"", "'", "\ud83d\ude02", "0")) {
            assertEquals(Certainty.NONE, DistressDetector.find(text).certainty(), text);
        }
    }

    @Test
    void fortyThousandCharactersOfAnythingAreRead() {
        for (String part :
                List.of("i ", "not ", "i want to ", "x", "\u200b", "aaaa", "?", "\"i ", "\u0301", "\ud83d\ude02")) {
            DistressDetector.find(part.repeat(40_000 / part.length()));
        }
    }

    private static final double RECALL = .78;
    private static final double RECALL_GERMAN = .8;
    private static final double PRECISION = .94;
    private static final double SURE = .6;
    private static final double POSSIBLE = .87;
    private static final double WHOSE = .85;
}
