package demi.emotion.sentiment;

/** What the words of a message are, as far as words show it. */
public enum Tone {
    KIND,
    /** Unkind to whom they are said to. */
    UNKIND,
    /** Unpleasant, and about nobody in particular. */
    UNPLEASANT,
    NEUTRAL
}
