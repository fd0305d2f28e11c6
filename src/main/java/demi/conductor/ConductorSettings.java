package demi.conductor;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How turns are made.
 *
 * @param personaFile who she is; where it does not exist, the persona in the jar
 * @param historyDays how far back a person's first prompt reaches, for conversations the model has never read
 * @param patience how long a turn waits for the model's first word before she says the holding line
 * @param turnsPerPerson how many of one person's messages are kept in memory until they are answered; the others wait in the store
 * @param messagesPerMinute of one person, wherever they write
 * @param thinksOver whether the model judges, in idle moments, what people's words were to her
 * @param learns whether she learns lasting facts from what people say
 * @param followUpAfter how long a person has to be silent after a reply before the model is asked such things
 * @param followUpAfterSliding the same where the model has to read everything again after it
 */
public record ConductorSettings(
        Path personaFile,
        int historyDays,
        Duration patience,
        int turnsPerPerson,
        int messagesPerMinute,
        boolean thinksOver,
        boolean learns,
        Duration followUpAfter,
        Duration followUpAfterSliding) {}
