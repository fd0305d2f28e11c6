package demi.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.contract.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pure about memories: words, wishes to forget, codes. */
class WordsTest {

    @Test
    void wordsAreThoseThatTellSomething() {
        assertEquals(
                List.of("müller", "dog", "rex", "2026"), Words.of("Do you know Müller's dog REX? In 2026, the dog"));
        assertEquals(
                24,
                Words.of(IntStream.range(100, 200).mapToObj(i -> "w" + i).collect(Collectors.joining(" ")))
                        .size());
        assertEquals(1, Words.likeness("Her dog is called Rex", "the dog called rex"));
        assertTrue(Words.likeness("Her dog is called Rex", "Her cat is called Tom") < .5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forget that",
                "Forget that.",
                "Oh, please forget that!",
                "Can you forget what I just said?",
                "I want you to forget this",
                "No. Forget everything I said",
                "Forget that, please.",
                "forget the last thing I said",
                "Forget about that.",
                "You can forget that",
                "Vergiss das bitte",
                "Bitte vergiss, was ich gerade gesagt habe."
            })
    void thatIsWhatWasJustSaid(String message) {
        Optional<ForgetWish> wish = ForgetWish.in(message);
        assertTrue(wish.isPresent(), message);
        assertTrue(
                wish.get().what().isEmpty() || message.contains("everything I said"),
                wish.get().what());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forget everything you know about me",
                "Please forget everything about me!",
                "Can you delete all you've learned about me, please?",
                "Forget all your memories of me",
                "Erase everything that you remember about me.",
                "Vergiss alles, was du über mich weißt",
                "Bitte vergiss alles über mich"
            })
    void everythingIsEverything(String message) {
        assertTrue(ForgetWish.in(message).orElseThrow().all(), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forget that I have a dog|I have a dog",
                "Please forget what I told you about my job|my job",
                "forget about Tom|Tom",
                "Vergiss, dass ich Angst habe|ich Angst habe",
                "Please remove what you know about my salary|my salary",
                "I'd rather you didn't know about my illness.|my illness",
                "I would prefer that you did not remember anything about my divorce|my divorce",
                "Delete everything I told you about Tom please|Tom",
                "Can you erase the note about my PIN?|my PIN",
                "Stop remembering anything about my ex.|my ex",
                "I don't want you to know about my debts any more|my debts",
                "Lösche bitte alles, was du über mein Gehalt weißt|mein Gehalt",
                "Lösch alles über meine Schulden|meine Schulden",
                "Ich möchte nicht, dass du etwas über meine Krankheit weißt|meine Krankheit"
            })
    void whatElseIsMeantIsNamed(String message, String what) {
        assertEquals(what, ForgetWish.in(message).orElseThrow().what());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forget it",
                "Forget it, let's talk about something else",
                "don't forget that I have a dentist's appointment",
                "I always forget that my keys are in the fridge",
                "Never forget that",
                "I will not forget that",
                "Forget work! Let us talk about holidays.",
                "unforgettable!",
                "Please remove the stain from my shirt",
                "Delete the file about taxes from the list, I told the printer",
                "I'd rather you didn't come",
                "I don't want you to know it all",
                "Clear the table",
                "I wish you knew about my garden"
            })
    void notForgettingIsNoWishToForget(String message) {
        assertEquals(Optional.empty(), ForgetWish.in(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forget that, how is Bruno?",
                "forget that - how is Bruno?",
                "Forget that – tell me about Bruno",
                "Forget this: what about Bruno",
                "Forget that… how's Bruno?",
                "Forget that... Bruno is my dog",
                "Forget that (Bruno is my dog)",
                "Forget that 🙂 Bruno is fine",
                "Forget that / Bruno is fine",
                "Forget that | Bruno is fine",
                "forget that how is Bruno",
                "Forget about that, Bruno is ill",
                "Forget that but keep Bruno in mind",
                "Vergiss das, wie geht es Bruno?",
                "Vergiss das - wo ist Bruno?",
                "Forget that, let's talk of Bruno"
            })
    void anotherSubjectIsNotForgotten(String message) {
        assertEquals(
                Optional.empty(),
                ForgetWish.in(message).filter(wish -> !wish.what().isEmpty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Forget about Tom, how is Bruno?|Tom",
                "forget what I told you about Tom - and how is Bruno?|Tom",
                "Forget that I like Tom, Bruno is better|I like Tom"
            })
    void andNoMoreThanTheSubjectIs(String message, String what) {
        assertEquals(what, ForgetWish.in(message).orElseThrow().what());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You really should delete what you have on my ex",
                "I'd like you not to remember Bruno's illness",
                "Can we please stop bringing up the divorce",
                "Lösch bitte, was mit Tom war",
                "I'd like you to forget my address in Graz",
                "Kannst du das mit Bruno vergessen?",
                "Ich möchte, dass du Bruno vergisst.",
                "You can forget the thing about Graz"
            })
    void whatMayAskToForgetIsForTheModelToMakeOut(String message) {
        assertTrue(ForgetWish.mayBeIn(message), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I got the job!",
                "Don't forget my birthday",
                "I always forget my keys",
                "I will never forget Bruno",
                "Did you forget that I have a dog?",
                "You forgot about my dog!",
                "You don't know my dog yet.",
                "You don't have a dog, do you?",
                "Please don't erase anything about my dog",
                "Remind me to delete the photos of my dog.",
                "I had to delete my account at the bank.",
                "I want to forget my ex.",
                "How do I wipe my dog's paws?",
                "We removed Graz from the list",
                "What if you forget that I love olives?",
                "Forget it, I hate olives anyway.",
                "Vergiss nicht, dass ich einen Hund habe.",
                "Hast du vergessen, dass ich einen Hund habe?",
                "Ich vergesse immer den Geburtstag meiner Mutter.",
                "Lösch bitte nicht meinen Hund",
                "We have to move to Leipzig"
            })
    void mostMessagesAskNothingOfThatKind(String message) {
        assertFalse(ForgetWish.mayBeIn(message), message);
    }

    @Test
    void codesFindWhatIsNearest() {
        Random random = new Random(7);
        int size = 200;
        List<float[]> vectors = new ArrayList<>();
        Codes codes = new Codes(size);
        for (int i = 0; i < 3_000; i++) {
            float[] vector = vector(random, size);
            vectors.add(vector);
            codes.put("m" + i, Codes.code(vector));
        }
        codes.put("m0", Codes.code(vector(random, size)));
        codes.put("odd", Codes.code(vector(random, 64)));
        assertEquals(3_000, codes.size());
        float[] like = vectors.get(1_234).clone();
        for (int i = 0; i < size; i += 7) {
            like[i] = -like[i];
        }
        assertEquals(List.of("m1234"), codes.nearest(like, 1));
        List<String> twenty = codes.nearest(like, 20);
        assertEquals(20, twenty.size());
        assertTrue(twenty.contains("m1234"));
        assertEquals(3_000, codes.nearest(like, 10_000).size());
        assertEquals(
                List.of(),
                twenty.stream()
                        .sorted(Comparator.naturalOrder())
                        .filter(id -> id.equals("odd"))
                        .toList());
    }

    @Test
    void whatIsRemovedIsNotFoundAndLeavesTheOthersWhereTheyAre() {
        Random random = new Random(7);
        Codes codes = new Codes(100);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            float[] vector = vector(random, 100);
            vectors.add(vector);
            codes.put("m" + i, Codes.code(vector));
        }
        codes.remove("nobody");
        for (int i = 0; i < 49; i += 2) {
            codes.remove("m" + i);
        }
        codes.remove("m49");
        codes.put("m0", Codes.code(vectors.get(0)));
        assertEquals(25, codes.size());
        for (int i = 1; i < 49; i += 2) {
            assertEquals(List.of("m" + i), codes.nearest(vectors.get(i), 1));
        }
        assertEquals(List.of("m0"), codes.nearest(vectors.get(0), 1));
    }

    private static float[] vector(Random random, int size) {
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    @Test
    void anEmbeddingComesBackAsItWas() {
        float[] numbers = {1.5f, -0.25f, 3e-9f};
        org.junit.jupiter.api.Assertions.assertArrayEquals(
                numbers, Embedding.of(numbers).numbers());
        assertThrows(IllegalArgumentException.class, () -> new Embedding("?").numbers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ok, ", "please ", "forget that, please, ", "oh, ", "forget everything ", "vergiss das bitte "})
    void noMessageIsTooMuchForIt(String again) {
        assertDoesNotThrow(() -> ForgetWish.in(again.repeat(4_000 / again.length())));
    }
}
