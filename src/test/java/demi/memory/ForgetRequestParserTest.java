package demi.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a wish to forget, what of, and what only sounds like one. */
class ForgetRequestParserTest {

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
                "Scratch that",
                "Oops, scratch that, please.",
                "Strike that last bit",
                "forget i said that",
                "Forget I ever mentioned it",
                "Please forget that I said anything",
                "Forget you heard that",
                "Forget that, will you?",
                "Forget that, ok?",
                "forget that, thanks",
                "Pretend I never said that",
                "Streich das bitte",
                "Vergiss, dass ich das gesagt habe",
                "Vergiss das bitte",
                "Bitte vergiss, was ich gerade gesagt habe."
            })
    void thatIsWhatWasJustSaid(String message) {
        Optional<ForgetRequestParser> wish = ForgetRequestParser.in(message);
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
        assertTrue(ForgetRequestParser.in(message).orElseThrow().all(), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forget that I have a dog|I have a dog",
                "Please forget what I told you about my job|my job",
                "forget about Tom|Tom",
                "forget that Bruno is ill|Bruno is ill",
                "Forget that I said my boss is mean|I said my boss is mean",
                "Forget that I told you about my boss|my boss",
                "Forget about my diet, let's eat|my diet",
                "Forget about my diet. Let's eat!|my diet",
                "Would you please forget about Tom?|Tom",
                "Would you forget about my first love?|my first love",
                "Could you forget that I love olives?|I love olives",
                "Forget that I have a dog because Bruno is sick|I have a dog",
                "Forget that I have a dog please|I have a dog",
                "Vergiss, dass mein Hund krank ist, weil das nicht stimmt|mein Hund krank ist",
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
        assertEquals(what, ForgetRequestParser.in(message).orElseThrow().what());
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
                "I wish you knew about my garden",
                "Scratch that itch",
                "forget that game, let's walk",
                "Scratch that, Bruno is my dog",
                "Forget about dinner, let's play.",
                "Forget about dinner. Let's play!",
                "forget about dinner let's play",
                "Forget about the weather, how is Bruno?",
                "Would you forget about your first love?",
                "Could you ever forget about a friend?",
                "Would you forget about a first love?",
                "Would you forget that somebody loved you?",
                "Forget about your first love",
                "Vergiss das Essen, lass uns spielen"
            })
    void notForgettingIsNoWishToForget(String message) {
        assertEquals(Optional.empty(), ForgetRequestParser.in(message));
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
                "Forget that, let's talk of Bruno",
                "Forget that so how is Bruno",
                "forget that though how is Bruno",
                "Forget that because Bruno is sick",
                "Forget that for now Bruno needs a walk",
                "Forget that or I'll be mad",
                "Forget that please Bruno is here",
                "Forget that ok bruno is here",
                "forget that anyway Bruno says hi",
                "Forget that since Bruno died I've been sad",
                "Forget that I want to talk about Bruno",
                "Forget that I'd rather talk about Bruno",
                "Forget that I have a question about Bruno",
                "Forget that I'm sorry about Bruno",
                "Forget that it's Bruno I love",
                "Forget that by the way Bruno is here",
                "Forget that Bruno how is he",
                "forget all that now tell me about Bruno",
                "Forget about that so how is Bruno",
                "Forget about it because Bruno is sick",
                "Forget this if Bruno is here",
                "Vergiss das weil Bruno krank ist",
                "Vergiss das bitte Bruno ist hier",
                "Vergiss das jetzt erzähl von Bruno"
            })
    void anotherSubjectIsNotForgotten(String message) {
        assertEquals(
                Optional.empty(),
                ForgetRequestParser.in(message).filter(wish -> !wish.what().isEmpty()));
        assertFalse(ForgetRequestParser.mayBeIn(message), message);
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
        assertEquals(what, ForgetRequestParser.in(message).orElseThrow().what());
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
        assertTrue(ForgetRequestParser.mayBeIn(message), message);
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
        assertFalse(ForgetRequestParser.mayBeIn(message), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok, ",
                "please ",
                "forget that, please, ",
                "oh, ",
                "forget everything ",
                "vergiss das bitte ",
                "forget that i'm just really "
            })
    void noMessageIsTooMuchForIt(String again) {
        assertDoesNotThrow(() -> ForgetRequestParser.in(again.repeat(4_000 / again.length())));
    }
}
