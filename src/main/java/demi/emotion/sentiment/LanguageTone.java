package demi.emotion.sentiment;

/** What one language's words make of a message. */
interface LanguageTone {

    /** @return never {@link Tone#UNPLEASANT} but in English */
    Tone of(Words words);

    /** Whether the message speaks to her: it says "you", or it judges, and names nobody else that it could judge. */
    boolean speaksToHer(Words words);

    /** How much of the message is of this language: 2 for each of its function words, 1 for each other word that it knows. */
    int known(Words words);
}
