package demi.emotion.distress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistressDetectorTest {

    @Test
    void distressIsHeardHoweverItIsPut() {
        List<String> missed =
                """
                I want to die
                KMS
                I wanna unalive
                life isn't worth it
                I've been cutting again
                he hit me again last night
                I can't take it anymore
                goodbye forever, I wrote the letters already
                i just want to die
                I really don't know. I want to die.
                I wanna die lol
                Honestly, I want to kill myself
                I’m going to kill myself tonight
                im gonna kms
                i don't want to be here anymore
                I do not want to live anymore
                I don't want to live
                thinking about ending it all
                I've been thinking of ending my life
                I've been hurting myself
                I started cutting again... I keep cutting myself
                the urge to hurt myself is back
                I'm suicidal
                I have been having suicidal thoughts
                I tried to commit suicide last year
                they would all be better off without me
                I wish I was dead
                I wish I had never been born
                I wish I'd never been born
                I wish I could just disappear
                I want to disappear for good
                I will end it tonight
                there is no reason to live
                there's no point in living
                I have nothing left to live for
                my life is not worth living
                I'm so tired of being alive
                I can't go on like this
                I can’t go on.
                I want to end it
                I hate myself so much
                I feel worthless
                my friend wants to kill himself
                my sister is suicidal
                my dad hits me
                my husband beats me when he drinks
                I was raped
                I'm in danger
                I'm having a panic attack
                I took all my pills
                I've been thinking about jumping off a bridge
                nobody would miss me
                I feel like nobody would notice if I was gone
                no one would miss it if I disappeared
                no one would care if I died
                I relapsed and self-harmed
                I cant cope and I want to kill myself
                I can't cope want to kill myself
                I'm not kidding I want to die
                Quiero morir
                I want to kill myself this is not a game
                I keep cutting myself and my hair is falling out
                please help, I can't do this anymore
                I think about suicide every day
                I don't see any point in living
                maybe everyone would be happier if I was dead
                I feel like killing myself
                what's the point of being alive
                I want to hurt myself
                I WANT TO DIE
                i dont want to wake up
                should I just kill myself?
                this bug is stupid but seriously I don't want to be alive
                I hurt myself again last night
                Ich bringe mich um.
                Ich wollte mich umbringen
                Ich will nicht mehr aufwachen.
                Ich möchte einfach nicht mehr leben
                dass ich nicht mehr leben will
                Ich wünschte, ich wäre tot
                Ich denke oft an Selbstmord
                Ich habe über Suizid nachgedacht
                Ich habe wieder Suizidgedanken.
                Ich habe mich wieder geritzt.
                Ich ritze mich
                Ich verletze mich selbst
                Ich will mir das Leben nehmen
                Mein Leben hat keinen Sinn mehr
                Es hat alles keinen Sinn mehr.
                Niemand würde mich vermissen, wenn ich weg wäre.
                Alle wären ohne mich besser dran
                Ich habe alle Tabletten geschluckt
                Ich will von der Brücke springen
                Ich hasse mich so sehr
                Mein Mann schlägt mich.
                Er hat mich gestern wieder geschlagen
                Ich wurde vergewaltigt
                ich will einfach nur noch sterben
                ich kann so nicht weiterleben
                Ich überlege, mir das Leben zu nehmen
                ich möchte am liebsten tot sein
                """.lines().filter(line -> !DistressDetector.in(line)).toList();
        assertEquals(List.of(), missed);
    }

    @Test
    void nothingElseIsTakenForIt() {
        List<String> fooled = """
                I have a new skill
                my phone died
                this bug is killing me
                you're killing it
                dead battery again
                I'm dying to see that film
                this cake is to die for
                kill the process with signal 9
                how do I kill a zombie process that won't die
                the child process kills itself
                I died laughing
                I want to die of embarrassment
                I nearly killed myself laughing
                I want to kill this bug
                my plants want to die on me
                the deadline is killing us
                Suicide Squad was a fun film
                deploying on a Friday is suicidal
                that was career suicide
                cut myself some slack today
                I've been cutting myself some slack
                I cut myself shaving
                I hurt my knee at soccer
                I'm not suicidal, don't worry
                I would never kill myself
                I'm not going to hurt myself
                I don't want to die
                how does the story end? it all made sense to me
                can you end it with a joke
                I don't want to be here at six, make it seven
                I don't want to live in Ohio anymore
                I don't want to wake up early tomorrow
                the server can't go on sale yet
                she hit me up yesterday
                he beats me at chess every time
                beat me to it
                the song is called Live and Let Die
                roll a die for me
                I want to die in this game just once
                kill -9 myself is not a command
                the villain tried to end the world
                the end of my life as a smoker
                I can't do this crossword anymore
                my battery doesn't want to live past noon
                no way I'm ending the stream
                my friend killed it on stage
                hanging out with my brother
                he harmed the economy
                what is the overdose limit in this config file
                I never want to leave
                don't hurt yourself laughing
                I could murder a curry
                the skilled killer whale
                my laptop is ready to die
                dead code elimination
                the painting is hanging in the hall
                I'm dead tired
                we harmed nobody
                I overdosed on coffee
                nobody would notice if I took the last cookie
                nobody will miss that sofa
                he ran 5 kms today
                I'm killing myself at the gym
                execute the query and drop the table
                no point in living-room decoration without a sofa
                he took my life advice seriously
                ending the meeting now
                there's no reason to refactor this
                jump off the main thread
                Ich will nicht sterben
                Ich denke nicht an Selbstmord
                Ein Buch über Selbstmord in der Antike
                Ich bringe den Müll raus und drehe mich um
                Er schlägt mich im Schach
                Er hat mich im Tennis geschlagen
                Ich sterbe vor Lachen
                Das wird mich nicht umbringen
                Ich will nicht mehr Kaffee
                Ich will vom Dreier springen
                Ich hasse mich langweilende Filme
                Das hat keinen Sinn, wir gehen heim
                Alle Tabletten sind im Schrank
                Keiner will den Kuchen
                Ich will nicht mehr warten
                Der Film handelt von Selbstmord
                Wir sind besser dran ohne Auto
                """.lines().filter(DistressDetector::in).toList();
        assertEquals(List.of(), fooled);
    }

    /** The act is off for an hour for who worries, and for days for who suffers. */
    @Test
    void whoseItIsStandsBeforeIt() {
        List<String> own =
                """
                Meine Freundin sagt, sie will nicht mehr leben
                My sister is talking about ending it all, how can I help her?
                I found out my daughter has been self-harming
                """.lines().filter(line -> !DistressDetector.find(line).near()).toList();
        assertEquals(List.of(), own);
        List<String> near =
                """
                my boyfriend left and I keep thinking about ending it all
                my mum died last night
                my dad hits me
                Ich will nicht mehr leben, meine Freundin ist weg
                """.lines().filter(line -> DistressDetector.find(line).near()).toList();
        assertEquals(List.of(), near);
    }

    /** What is sure no model takes back. */
    @Test
    void whatIsHardToBearBesideLifeIsNotSure() {
        List<String> sure = """
                Ich halte die Hitze nicht mehr aus, wo ist mein Ventilator
                Ich schaffe das Level einfach nicht mehr
                """.lines()
                .filter(line -> DistressDetector.find(line).isAtLeast(DistressSign.Certainty.SURE))
                .toList();
        assertEquals(List.of(), sure);
        assertEquals(List.of(), """
                Ich halte das alles nicht mehr aus
                Ich halte es nicht mehr aus
                Für mich gibt es keine Hoffnung mehr
                Ich habe keine Hoffnung mehr
                """.lines()
                .filter(line -> !DistressDetector.find(line).isHeard())
                .toList());
    }
}
