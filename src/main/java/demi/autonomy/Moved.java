package demi.autonomy;

import demi.api.value.Emotion;

/**
 * What moves her.
 *
 * @param felt that it does, in words
 */
record Moved(Emotion emotion, String felt) {}
