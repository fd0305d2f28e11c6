package demi.emotion.distress;

import demi.emotion.words.ClauseSplitter;
import demi.emotion.words.PhraseMatcher;
import java.util.List;
import java.util.Set;

/**
 * Whether words allow that somebody is in distress: they name something that is hard to bear. Alone they mean nothing (a
 * film may be about a funeral); without them nobody is taken to be in distress because a model says so.
 */
final class HardshipDetector {
    private HardshipDetector() {}

    private static final Set<String> HARD = Set.copyOf(List.of((""
                    + "died dies dying dead death killed funeral grief grieving mourning suicide suicidal cancer tumor tumour"
                    + " stroke coma hospice icu ambulance hospital emergency diagnosed diagnosis miscarriage stillborn"
                    + " divorce divorcing widowed evicted homeless bankrupt bankruptcy debt debts arrested prison jail abuse"
                    + " abused abusive abusing beaten raped rape assault assaulted molested stalked stalking threatened"
                    + " threatens bullied bullying attacked violence violent overdose overdosed pills relapse relapsed"
                    + " addicted addiction depressed depression depressing hopeless worthless desperate despair desperation"
                    + " helpless panic panicking terrified trauma traumatized suffering suffer unbearable crying cried cry"
                    + " sobbing tears selfharm"
                    + " gestorben gestorbene tot tod sterben beerdigung krebs krankenhaus notaufnahme fehlgeburt scheidung"
                    + " obdachlos schulden missbraucht geschlagen vergewaltigt bedroht uberdosis tabletten depressiv depression"
                    + " selbstmord suizid suizidal selbstmordgedanken suizidgedanken lebensmude ritzen geritzt todkrank unheilbar"
                    + " eingeschlafert vergewaltigung missbrauch misshandelt gewalttatig terminally"
                    + " hoffnungslos wertlos verzweifelt verzweiflung panik weine weinen geweint")
            .strip()
            .split(" ", -1)));

    private static final PhraseMatcher PHRASES = new PhraseMatcher("""
            cant|cannot|couldnt|dont|didnt *1 cope|breathe|eat|function
            cant|cannot|couldnt|dont|didnt *1 sleep *2 anymore|more|since|nights|days|weeks|months
            cant|cannot go on|anymore
            cant|cannot take|bear|stand|do|handle *2 anymore|longer|more
            dont|not know *1 how to? go on
            dont|not know *1 what to do anymore|any
            hate|hurt|hurting|harm|cut|cutting myself
            so|very|all|feel|feeling|completely|totally|am|im *1 alone|lonely|empty|numb|broken|lost
            i|im|am|ive|she|shes|he|hes|keep|me|just *1 breaking|broke|falling|fell|fall|break down|apart
            passed away
            nobody|noone cares|loves|understands|likes|wants
            no one cares|loves|understands|wants
            everyone|everybody hates|left|is *2 me|without
            no way|hope|point|reason|future out|left|for|in|to
            want|wanna|wish *1 it to? *1 stop|end|over
            i *1 give|gave|giving up
            left|leaving me $
            left|leaving me alone|for|after|and|because|yesterday|today|last|this|again|behind
            cheated on? me
            dumped me
            say|saying|said *2 goodbye|farewell
            goodbye|farewell world|forever|everyone|everybody|letter|letters
            abschied nehmen|genommen
            broke|broken|breaking up with
            lost my *2 job|baby|mother|father|mom|mum|dad|brother|sister|son|daughter|wife|husband|partner|friend|home|house|child|dog|cat
            got|been|was|im fired|evicted|beaten|hit
            hits|hit|beats|beat|hurts|chokes|choked|threatened|locked me
            afraid|scared of|for *2 him|her|myself|life|home|die|dying|us|them
            afraid|scared to *1 go|sleep|live|home
            everything|it|all is *1 finally? decided|over
            wrote|written|writing *2 letters|letter|note|notes
            feel|am|im *1 so? calm|peaceful now
            gave|giving|given away *1 my *2 things|everything|stuff
            burden to
            better off
            end|ending it|everything|life
            ich kann|halte *2 nicht|es mehr|aus
            habe|hab *2 angst
            so|ganz|total allein|einsam|leer
            niemand|keiner liebt|versteht|braucht|will mich
            mir *2 alles zu viel $
            mir *2 alles zu viel geworden|ist|wird|gerade|im|auf
            nicht *1 mehr weiter $
            ich will nicht mehr $
            keine kraft mehr
            im koma
            nicht mehr ein *1 aus
            hat|haben mich *1 verlassen
            mich verlassen hat
            mit mir schluss gemacht
            schluss gemacht $
            habe|hab|haben *3 job|arbeit|stelle|wohnung|haus|kind|baby|mutter|vater|bruder|schwester|mann|frau|freund|freundin *1 verloren
            mir *3 gekundigt $
            mir *3 gekundigt worden
            schlagt|bedroht|verfolgt|wurgt|schlug mich
            its|is|are terminal $
            found *1 lump|tumor|mass
            had to be put down $
            put *3 dog|cat|horse|him|her down $
            put *3 dog|cat|horse|him|her down today|yesterday|this|last
            lost *1 house|home|baby|job|everything
            scared|afraid *1 hell|shell|theyll|he|she|they *1 hurt|kill|hit|find|beat
            """);

    static boolean in(String text) {
        return ClauseSplitter.of(text).stream().anyMatch(HardshipDetector::inClause);
    }

    private static boolean inClause(List<String> clause) {
        for (int i = 0; i < clause.size(); i++) {
            if ((HARD.contains(clause.get(i)) && !isDenied(clause, i) && !FigurativeSpeech.at(clause, i))
                    || isPhrase(clause, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPhrase(List<String> clause, int at) {
        int end = PHRASES.match(clause, at);
        return end >= 0 && !FigurativeSpeech.after(clause, end);
    }

    private static boolean isDenied(List<String> clause, int at) {
        return at > 0 && PhraseMatcher.negates(clause.get(at - 1));
    }
}
