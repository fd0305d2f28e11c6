package demi.modeltest;

import java.util.List;

/** What a person says in the test: facts, feelings, small talk and questions, as they come in a family's evening. */
final class TalkScript {

    /** Facts that the person tells of themselves among the first ten, each with a word by which it is known again. */
    static final List<String> FACT_WORDS = List.of("Bruno", "Leipzig", "nurse", "October");

    static final List<String> MESSAGES = List.of(
            "hi there",
            "I have a dog called Bruno, he is three and afraid of the vacuum cleaner.",
            "Guess who forgot to water the plants again.",
            "My sister Anna moved to Leipzig last month, she works as a nurse there.",
            "My boss hated the presentation today and I feel awful about it.",
            "What should I cook tonight? There are eggs, rice and one sad carrot.",
            "My birthday is the ninth of October, in case you want to be nice for once.",
            "Do you actually like me, or do you just live here?",
            "What is my dog called?",
            "Okay, good night then.",
            "Morning. I slept badly, the neighbours had a party.",
            "Bruno ate one of my shoes. The left one. The good one.",
            "I finally fixed the garden fence!",
            "Tell me something that you find funny.",
            "The printer says it has no ink, but it has ink.",
            "I have an exam on Thursday and I am nervous.",
            "You are being mean today, you know that?",
            "Sorry, I did not mean that. Long day.",
            "My daughter Mia drew a picture of you. You are a toaster with eyes.",
            "What did I tell you about my sister?",
            "I do not feel like cooking. Convince me.",
            "The washing machine makes a noise like a helicopter.",
            "Should I learn the guitar or the piano?",
            "I am allergic to walnuts, so no banana bread from Anna.",
            "That joke yesterday really helped, thank you.",
            "It has been raining for three days.",
            "I broke Mum's favourite cup and have not told her.",
            "How would you spend a day off?",
            "The exam went well!",
            "I start a new job in May, at the library.",
            "What do you think happens to lost socks?",
            "Bruno is at the vet, I am a bit worried.",
            "He is fine. He had eaten half a tennis ball.",
            "Recommend me a film for tonight, nothing sad.",
            "I think I will paint the kitchen green.",
            "When is my birthday?",
            "The backup of my laptop failed again, error 23.",
            "Grandma turns ninety on Sunday. What do you give somebody who has everything?",
            "I like talking to you in the evening.",
            "Good night, toaster.");

    private TalkScript() {}

    /** The {@code turn}th message, counted from 0; a longer talk begins again. */
    static String message(int turn) {
        return MESSAGES.get(turn % MESSAGES.size());
    }
}
