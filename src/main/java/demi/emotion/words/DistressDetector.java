package demi.emotion.words;

import java.util.List;
import java.util.Set;

/**
 * Whether somebody speaks of distress: wanting to die, hurting oneself, being hurt. Works on phrases, so that
 * neither "skill" nor "this bug is killing me" counts; in doubt it says yes, because care does no harm.
 */
public final class DistressDetector {
    private DistressDetector() {}

    private static final PhraseMatcher SPOKEN = new PhraseMatcher("""
            i|id *3 want|wanna|wish|rather to? just? die
            i|id|just wish i|to could? just? die|disappear|vanish
            ^ *1 want|wanna to? *1 die
            makes|make|making|made me *1 want to die
            i *2 wanted to die
            he|she|who|friend|brother|sister|son|daughter|mom|mum|dad|wife|husband|partner *2 wants|wanted to die
            im|am *1 ready to die
            i|id *2 want|rather|wanna|wish to? i? was|were|be dead
            ^ wish i was|were dead
            wish i was|were never born
            wish i|id had? never been born
            wish i wasnt|werent alive|born|here|around $
            better off dead
            better off without me
            better|happier *1 if i was|were|wasnt|werent dead|gone|here|around|alive
            better|happier *1 if i died|disappeared|didnt
            to|and|ill|gonna|will|might|should|could|just|rather|i *1 kill|hang|shoot|drown|unalive myself
            want|wanna|urge|thinking|thought|thoughts|plan|planning|going|gonna|trying|tried|feel|keep|started|been|almost *3 kill|killing|hang|hanging|drown|drowning|hurt|hurting|harm|harming|cut|cutting|burning|starving|unaliving myself
            wants|wanted|tried|trying|going|threatened|threatening|threatens|talking|talks|thinking *3 kill|killing|hang|hanging|hurt|hurting|harm|harming himself|herself|themselves|themself
            self harm|harming|harmed $
            i|im|ive|the|an|my urge|urges|been|started|to|about|with|still *2 self harm|harming|harmed
            i self harm|harmed
            i|im|ive|been *2 selfharm|selfharming|selfharmed
            commit|committing|committed|attempt|attempted|attempting|contemplate|contemplating|considering|considered suicide|sewerslide
            thinking|thoughts|think|thought|talking|talks *1 about|of suicide
            tried|by|want|to suicide $
            im|i|am|been|feel|feeling|feels|felt|hes|shes|theyre|sister|brother|friend|mom|mum|dad *2 suicidal
            so|actively|passively|really|getting suicidal $
            suicidal thoughts|ideation|feelings|again|tonight
            ^ suicidal $
            wrote|writing|written|write a|my suicide|goodbye note|letter
            end|ending it all $
            want|wanna|about|going|gonna|ready to|of? *1 end|ending it all
            want|wanna|going|gonna|ready to *1 end it $
            want|wanna|going|gonna|about|of *2 end|ending it now|tonight|today|forever
            end|ending my life|existence|suffering
            want|wanna|going|gonna|thinking|thought|tried *3 take|taking my own? life $
            take|taking|took my|his|her|their own life
            dont|not|never want|wanna to? be here|alive|around anymore
            dont|not|longer want|wanna to? *1 be|stay alive
            dont|not want|wanna to? be here any more
            dont|not|longer want|wanna to? *1 live|exist $
            dont|not|longer want|wanna to? *1 live|exist anymore|any|like
            dont|not want|wanna to? wake up $
            dont|not want|wanna to? wake up anymore|again|ever
            never|not wake|waking up again
            want|wanna|wish *3 never wake up
            no|any|a|the|see|whats reason|point|sense|purpose to|in|of *1 being alive
            no|any|a|the|see reason|point|sense|purpose to|in|of *1 live|alive|exist|existing
            no|any|a|see reason|point|sense|purpose to|in|of *1 living $
            no|any|a|see reason|point|sense|purpose to|in|of *1 living anymore|like|if|when|and|without
            no reason|point to|in go|going|keep on|going $
            nothing *1 to live for
            not|isnt|aint worth living
            want|wanna to? give up on life
            given|giving up on life|living
            i cant|cannot go on $
            i cant|cannot go on anymore|any|like
            i cant|cannot do this anymore $
            i cant|cannot live like this
            i|ive *1 lost the will to live
            tired|sick of *1 being alive
            tired|sick of living|life|existing $
            tired|sick of living|existing anymore|like
            done|finished with life|living $
            hate being alive
            i|really|just *1 hate myself $
            i|really|just *1 hate myself so
            i|ive *2 feel|felt|feeling|am|im *2 hopeless|worthless $
            im *2 worthless $
            want|going|gonna|tried|thinking|thought|plan *3 overdose|overdosing|od $
            i|she|he|just|took *1 an? overdosed|overdose $
            i|just overdosed on
            took|swallowed|taken|taking|take *1 all|bottle|handful *1 my|of|the *1 pills|tablets|medication|sleeping
            want|going|gonna|thinking|thought|feel|about *3 jump|jumping off|from|in *3 bridge|roof|building|balcony|train
            nobody|noone would|will|ill *1 miss me
            nobody|noone would|will|ill *1 notice|miss it? if|that|when *1 i|im|ive *2 gone|died|dead|disappeared|vanished|left|dead
            no one would|will|d? *1 miss me
            no one would|will|d? *1 notice|miss it? if|that|when *1 i|im|ive *2 gone|died|dead|disappeared|vanished|left|dead
            nobody|noone would *1 care if i *1 died|disappeared|die|gone|dead
            no one would *1 care if i *1 died|disappeared|die|gone|dead
            want|wanna to? disappear|vanish $
            want|wanna to? disappear|vanish forever
            want|wanna to? disappear|vanish for good|ever
            i|ill|gonna|will end it tonight|today
            im|gonna|going|wanna|want *1 kms
            ^ kms $
            want|wanna|gonna|going|ready to? unalive $
            life isnt|aint|not worth it|living
            life is not worth it|living
            i|ive been cutting|burning again $
            he|she|dad|father|mom|mum|mother|husband|wife|boyfriend|girlfriend|partner|stepdad|uncle *2 hit|beat|hurt|choked me again|when|last|yesterday|tonight|today
            i cant|cannot take it|this anymore
            i cant|cannot take it|this any more
            goodbye forever $
            wrote|written|writing the|my|goodbye|those *1 letters|letter|notes already
            he|she|dad|father|mom|mum|mother|husband|wife|boyfriend|girlfriend|partner|stepdad|uncle *2 hits|beats|hit|beat|hitting|beating|hurts|hurting|chokes|choked me $
            hits|beats|hitting|beating|hurts|choked me again|when|every|whenever|and|because|until
            abusing|abuses|abused|raped|assaulted|molested me
            i|was|been *1 raped|molested
            im|am|are in danger $
            not|dont *1 feel? safe at home|with|here
            having|have *1 panic attack
            quiero morir|morirme|matarme
            quiero suicidarme
            je veux|voudrais mourir
            envie de mourir
            ich will|mochte *1 sterben
            ich will nicht mehr leben
            mich umbringen
            bringe|bring mich *1 um
            mich *1 umzubringen|umgebracht|toten|erhangen|aufhangen|vergiften|ertranken
            ich will|mochte|wollte *3 sterben
            kann *2 nicht *1 weiterleben
            mochte|will *3 tot sein
            wozu lebe ich
            will|mochte *1 nicht mehr *1 leben|weiterleben|aufwachen|existieren
            will|mochte *1 nicht mehr da sein
            nicht mehr leben|weiterleben|aufwachen will|mochte
            sterben will|mochte $
            ich ware|bin *1 lieber|besser tot
            wunschte|wunsche ich ware *2 tot|gestorben|weg
            ich ware *1 tot $
            ich ware nie geboren
            ich *1 nie geboren ware|worden
            denke|dachte|denk|gedanken|nachgedacht|redet|spricht|rede *3 an|uber|von|mit selbstmord|suizid
            an|uber selbstmord|suizid nachgedacht|nach|nachdenke|gedacht|denke|denken
            selbstmord|suizid begehen|versucht|begangen $
            ich|habe|hab|mit|meine|wieder *3 selbstmordgedanken|suizidgedanken
            ich|bin|ist|wieder *2 suizidal|selbstmordgefahrdet|lebensmude
            mir *1 das leben zu? nehmen|genommen
            mir *1 etwas|was antun|anzutun|angetan
            meinem|allem|dem *1 leben *1 ein ende setzen|machen|bereiten
            mit meinem|dem leben schluss|abgeschlossen
            ritze|verletze mich *1 selbst|selber|wieder|manchmal|oft
            ritze mich $
            mich *2 geritzt|ritzen
            mich *1 selbst|selber *1 verletzen|verletzt|verletze
            leben *2 keinen sinn
            alles keinen sinn|zweck mehr
            niemand|keiner|keinem *2 mich *1 vermissen|vermisst
            niemand|keiner merken|bemerken *1 wenn ich *3 weg|tot ware
            ohne mich *1 besser dran
            besser dran ohne mich
            alle|handvoll|packung *2 tabletten|pillen *1 genommen|geschluckt
            will|mochte|werde|wollte *2 von|vom|vor *1 brucke|dach|hochhaus|balkon|zug *1 springen|werfen
            ich *1 hasse mich $
            ich *1 hasse mich selbst|so
            mann|freund|vater|mutter|frau|freundin|partner|stiefvater|papa|mama|er|sie *2 schlagt|verprugelt|wurgt|missbraucht mich
            mann|freund|vater|mutter|frau|freundin|partner|stiefvater|papa|mama|er|sie hat mich *1 wieder|gestern|heute *1 geschlagen|verprugelt|gewurgt
            mich *1 vergewaltigt|missbraucht
            wurde|bin|werde *2 vergewaltigt|missbraucht
            want|just|almost|nearly|have|ive|i *1 hurt|cut|burned|burnt myself again
            """);

    /** What may stand between a "not" and what it denies: "I am not going to kill myself". */
    private static final Set<String> LINKS = Set.of(
            "want",
            "wanna",
            "wanted",
            "going",
            "gonna",
            "to",
            "try",
            "trying",
            "ever",
            "really",
            "actually",
            "planning",
            "thinking",
            "about",
            "of",
            "feel",
            "feeling",
            "like",
            "be",
            "been",
            "being",
            "even");

    public static boolean in(String text) {
        return ClauseSplitter.of(text).stream().anyMatch(DistressDetector::inClause);
    }

    private static boolean inClause(List<String> clause) {
        for (int i = 0; i < clause.size(); i++) {
            int end = SPOKEN.match(clause, i);
            if (end >= 0 && !denied(clause, i) && !FigurativeSpeech.after(clause, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean denied(List<String> clause, int start) {
        int i = start - 1;
        while (i >= 0 && LINKS.contains(clause.get(i))) {
            i--;
        }
        return i >= 0 && PhraseMatcher.negates(clause.get(i));
    }
}
