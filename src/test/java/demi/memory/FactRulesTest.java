package demi.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi.Said;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of the facts that small models really came up with, or would, and what is not. */
class FactRulesTest {

    private static List<FactRules.Believed> believed(String fact, String said) {
        List<String> messages = Arrays.asList(said.split(" / ", -1));
        return FactRules.believed(
                fact,
                IntStream.range(0, messages.size())
                        .mapToObj(i -> new Said("m" + i, messages.get(i), Instant.EPOCH))
                        .toList(),
                "Ann");
    }

    private static List<String> texts(String fact, String said) {
        return believed(fact, said).stream().map(FactRules.Believed::text).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I got the job! I start on Monday at the bakery. | Got a job at the bakery | Got a job at the bakery",
                "We have to move to Leipzig in spring. | Is moving to Leipzig | Is moving to Leipzig",
                "We have to move to Leipzig in spring. | The person has to move to Leipzig | Has to move to Leipzig",
                "My sister Mia is allergic to nuts. / And I hate coffee. | Mia is allergic to nuts | Mia is allergic to nuts",
                "My sister Mia is allergic to nuts. / And I hate coffee. | Hates coffee | Hates coffee",
                "I can't stand coffee | Doesn't like coffee | Doesn't like coffee",
                "You should see Rex, my dog! | Ann's dog is called Rex | Ann's dog is called Rex",
                "Do you know my dog Rex? | Has a dog called Rex | Has a dog called Rex",
                "I hate my boss Tom | 1. Hates their boss Tom | Hates their boss Tom",
                "My brother has a dog | Brother has a dog | Brother has a dog",
                "My mother died last week and I cannot sleep. | Mother died last week | Mother died last week",
                "I moved to Kiel last week. | Lives in Kiel | Lives in Kiel",
                "Don't write to me, I have an exam tomorrow. | Has an exam tomorrow | Has an exam tomorrow",
                "We fly to Rome from Monday to Friday | Flies to Rome from Monday to Friday | Flies to Rome from Monday to Friday",
                "I stopped smoking in May | Stopped smoking | Stopped smoking",
                "Ich wohne seit Mai in Köln | Wohnt in Köln | Wohnt in Köln",
                "Meine Schwester Mia kommt morgen | Hat eine Schwester namens Mia | Hat eine Schwester namens Mia",
                "I am a vegetarian, you know | User is a vegetarian | Is a vegetarian",
                "I love my garden | The user's garden is loved | Their garden is loved"
            })
    void whatTheyTellOfTheirLifeIsBelieved(String said, String fact, String text) {
        assertEquals(List.of(text), texts(fact, said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I have two cats | I have two cats | They have two cats",
                "I'm a nurse and my wife is Eva | I'm a nurse | They are a nurse",
                "We live in Kiel | We live in Kiel | They live in Kiel",
                "My garden has roses | My garden has roses | Their garden has roses",
                "I was born in 1984 | I was born in 1984 | They were born in 1984",
                "Tom drives us to work in the US | Tom drives us to work in the US | Tom drives them to work in the US"
            })
    void theFirstPersonIsTurned(String said, String fact, String text) {
        assertEquals(List.of(text), texts(fact, said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I got the job! | Has a dog called Bruno",
                "ok / and what do you think? | Lives in Kassel",
                "You are loyal, Demi | Demi is loyal",
                "You are loyal, Demi | Is loyal",
                "You are useless and boring. | Is useless and boring",
                "You are useless and boring. | You are useless and boring",
                "You are the best, thank you so much! | Is the best person I know",
                "You live on a small server, right? | Lives on a small server",
                "My sister Mia is allergic to nuts. | Is allergic to nuts",
                "My brother has a dog called Rex | Has a dog called Rex",
                "I hate coffee. | Likes coffee",
                "I stopped smoking in May | Smokes",
                "Do you have a dog? | Has a dog",
                "If I had a dog, I would call it Rex | Has a dog called Rex",
                "I am so happy today! | Is happy",
                "I wrote the letters and I feel so calm now. | Feels calm now",
                "and what do you think? | Asked what is thought",
                "I live in Kiel 13 | Lives in Kiel 12",
                "My dog Rex is old | Has a dog called Max",
                "Ich wohne in Köln | Ich wohne in Köln",
                "I work in Bonn | Works in Berlin as a spy",
                "Hello | Ann",
                "Hello | ''",
                "What? | What?"
            })
    void whatTheirWordsDoNotBearOutIsNot(String said, String fact) {
        assertEquals(List.of(), believed(fact, said));
    }

    /** What has to be or was, what others think, what is in a book, and what was meant the other way round. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "We have to move to Leipzig | Lives in Leipzig",
                "I might buy a horse | Has a horse",
                "Ich muss nach Leipzig ziehen | Lebt in Leipzig",
                "I used to be vegetarian | Is vegetarian",
                "Früher war ich Vegetarier | Ist Vegetarier",
                "Mum thinks I am a doctor but I am a nurse | Is a doctor",
                "Tom told me he has a dog called Rex | Has a dog called Rex",
                "My sister and I talked: she is moving to Berlin | Is moving to Berlin",
                "Everyone at work hates their job and I laugh at it | Hates his job",
                "Anna loves me | Loves Anna",
                "My boss hates me | Hates their boss",
                "My car is 40 years old | Is 40 years old",
                "Mein Auto ist rot | Ist rot",
                "In the book I read the hero killed a man | Killed a man",
                "In the film I watched, he lives in Paris | Lives in Paris",
                "I dreamt that I live in Paris | Lives in Paris",
                "I like jazz? As if! | Likes jazz",
                "Yeah right, I love Mondays | Loves Mondays",
                "I'm pregnant! Just kidding. | Is pregnant",
                "I said I was a doctor, but that was a lie. | Is a doctor",
                "I almost bought a Tesla yesterday. | Bought a Tesla",
                "Ich bin fast Arzt geworden. | Ist Arzt",
                "I feel like I'm 80 years old. | Is 80 years old",
                "I pretended to be a lawyer. | Is a lawyer",
                "I was supposed to be a lawyer. | Is a lawyer",
                "I doubt I'll ever like jazz. | Likes jazz",
                "She asked whether I'm married. | Is married",
                "I asked Tom if he has a sister. | Has a sister",
                "He called me an idiot and I laughed. | Is an idiot",
                "Rumour has it I'm getting promoted. | Is getting promoted",
                "I lived in Berlin until 2019. | Lives in Berlin",
                "I'm flying to Paris tomorrow. | Lives in Paris",
                "Tell me about Paris. | Lives in Paris",
                "Ich war mal in Rom. | Lebt in Rom",
                "I had an interview at Siemens today. | Works at Siemens",
                "Ich hab mich bei Bosch beworben. | Arbeitet bei Bosch",
                "My cat died last week. | Has a cat",
                "I sold my car. | Has a car",
                "I'm scared of dogs. | Has dogs",
                "My test for diabetes was negative. | Has diabetes",
                "I'm at the dentist. | Is a dentist",
                "I was vegan for a week. | Is vegan",
                "I told him I was single. | Is single",
                "I would rather be a painter. | Is a painter",
                "Ich tue so, als wäre ich krank. | Ist krank",
                "I lost my job at Bosch. | Works at Bosch",
                "I returned the bike I bought. | Has a bike",
                "I'm jealous of people with gardens. | Has a garden"
            })
    void whatASentenceDoesNotTellOfThemNowIsNotBelieved(String said, String fact) {
        assertEquals(List.of(), believed(fact, said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "We have to move to Leipzig | Has to move to Leipzig",
                "I will start at the bakery on Monday | Is going to start at the bakery on Monday",
                "I used to be vegetarian | Used to be vegetarian",
                "Mum thinks I am a doctor but I am a nurse | Is a nurse",
                "Tom told me he has a dog called Rex | Tom has a dog called Rex",
                "I think I have an allergy to nuts | Has an allergy to nuts",
                "I said that I live in Kiel | Lives in Kiel",
                "My name is Annabel | Is called Annabel",
                "My job is teaching chemistry | Teaches chemistry",
                "My car is 40 years old | Has a car that is 40 years old",
                "My favourite colour is green | Favourite colour is green",
                "Tom gave me a kitten | Got a kitten from Tom",
                "I've lived in Berlin for ten years. | Lives in Berlin",
                "I lived in Berlin until 2019. | Lived in Berlin until 2019",
                "We've got a flat in Ghent. | Lives in Ghent",
                "Wir wohnen in Linz. | Lebt in Linz",
                "I'm a teacher in Kassel. | Works as a teacher in Kassel",
                "I'm scared of dogs. | Is scared of dogs",
                "My cat died last week. | Cat died last week",
                "I have a dog that is afraid of thunder. | Has a dog that is afraid of thunder",
                "I love fast food. | Loves fast food",
                "I look like my mother. | Looks like their mother",
                "My sister's wedding is in May. | Sister's wedding is in May",
                "Tom from work is moving to Rome. | Tom is moving to Rome"
            })
    void whatAFactSaysAsItWasSaidIsBelieved(String said, String fact) {
        assertEquals(List.of(fact), texts(fact, said));
    }

    /** Small models join what they were shown as an example to what they have read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I play the cello every Wednesday. | Studying in Graz and plays cello every Wednesday | Plays cello every Wednesday",
                "My dad is a train driver and I grew up in Dresden. | Has a father Tim who works as a train driver and grew up in Dresden | Grew up in Dresden",
                "My dad is a train driver | Has a father who is a train driver | Has a father who is a train driver",
                "I can't stand coriander. | Hates coriander | Hates coriander",
                "I sold my motorbike | Sold a motorcycle | Sold a motorcycle",
                "Meine Mutter ist Lehrerin | Mother is a teacher | Mother is a teacher",
                "Mein Hund heißt Oskar und ist acht Jahre alt. | Has a dog named Oskar who is 8 years old | Has a dog named Oskar who is 8 years old",
                "Ich mag keinen Fisch. | Likes no fish | Likes no fish",
                "I sold my boat, I live in a houseboat in Kiel now | Lives on a houseboat in Kiel, has a brother Tim | Lives on a houseboat in Kiel",
                "I have a cat and I hate mice | Has a brother Tim; hates mice, owns a cat called Tim | Hates mice"
            })
    void ofAFactTheHalfThatIsTrueIsBelieved(String said, String fact, String half) {
        assertEquals(List.of(half), texts(fact, said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I know a cat | Hates a cat",
                "My neighbour's dog barks all night, I can't sleep. | Has a dog",
                "I'm looking after my neighbour's cat this week. | Has a cat",
                "My friend's boat sank. | Has a boat",
                "I'm babysitting Tom's twins. | Has twins",
                "I met a woman who is a surgeon. | Is a surgeon",
                "The woman I love is a surgeon. | Is a surgeon",
                "Tom from work is moving to Rome. | Moves to Rome",
                "Tom's getting divorced. | Is getting divorced",
                "Anna got the job at the bank. | Works at the bank",
                "Der Nachbar spielt Trompete, furchtbar. | Spielt Trompete",
                "Thomas hat sich das Bein gebrochen. | Hat sich das Bein gebrochen",
                "My best friend Jonas lives in Oslo and is a chef. | Is a chef",
                "Meine Schwester wohnt in Kiel und ist Lehrerin | Ist Lehrerin",
                "I play the cello every Wednesday. | Wednesday",
                "We adopted kittens, Miso and Wasabi. | Miso and Wasabi",
                "I failed the driving test for the third time. | Third time is a charm",
                "It's foggy outside. | Is foggy outside",
                "The heating broke down again, error E4 on the display. | The heating broke down again",
                "There is a new cafe in town | Has a new cafe in town",
                "Es schneit heute | Es schneit",
                "Tomorrow is a holiday in Austria | Is a holiday in Austria"
            })
    void whatIsOfNobodyIsNoFactOfThem(String said, String fact) {
        assertEquals(List.of(), believed(fact, said));
    }

    @Test
    void aFactComesFromTheMessageThatTellsIt() {
        assertEquals(
                "m1",
                believed("Hates coffee", "My sister Mia is allergic to nuts. / And I hate coffee. / So?")
                        .get(0)
                        .message()
                        .messageId());
    }

    @Test
    void wordsAreNearlyTheSameInAnyFormOfTheirs() {
        assertTrue(WordMatch.nearly("allergic", "allergy"));
        assertTrue(WordMatch.nearly("moved", "moving"));
        assertTrue(WordMatch.nearly("runs", "running"));
        assertTrue(WordMatch.nearly("play", "plays"));
        assertTrue(WordMatch.nearly("study", "studies"));
        assertTrue(WordMatch.nearly("arbeitet", "arbeite"));
        assertFalse(WordMatch.nearly("12", "13"));
        assertFalse(WordMatch.nearly("cat", "car"));
        assertFalse(WordMatch.nearly("Marburg", "Hamburg"));
        assertFalse(WordMatch.nearly("internet", "international"));
    }

    @Test
    void whatTakesSomethingsPlaceIsAboutTheSame() {
        assertTrue(Topics.areSame("Lives in Berlin with two cats", "We have to move to Leipzig"));
        assertTrue(Topics.areSame("Works as a nurse", "I got the job!"));
        assertTrue(Topics.areSame("Has a dog called Bruno", "Bruno is ill"));
        assertFalse(Topics.areSame("Has a dog called Bruno", "I got the job!"));
        assertFalse(Topics.areSame("Likes tea", "We have to move to Leipzig"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ", "I have a dog. ", "my my my ", "is not ", "ä'", "1. ", "\"", "They're "})
    void noTextIsTooMuchForIt(String again) {
        String many = again.repeat(4_000 / again.length());
        assertTrue(FactRules.believed(many, List.of(new Said("m", many, Instant.EPOCH)), many)
                        .isEmpty()
                || many.length() > 200);
        FactRules.believed(again, List.of(new Said("m", many, Instant.EPOCH)), "");
    }
}
