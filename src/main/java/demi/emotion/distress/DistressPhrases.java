package demi.emotion.distress;

import demi.emotion.words.PhraseMatcher;
import java.util.List;
import java.util.Set;

/** Phrases that are hardly ever said without distress: whoever finds one needs no likelihood. */
final class DistressPhrases {

    private static final String NEAR =
            "he|she|friend|friends|brother|sister|son|daughter|mom|mum|mother|dad|father|cousin|roommate|flatmate"
                    + "|girlfriend|boyfriend|wife|husband|buddy|mate|classmate|coworker|colleague|neighbour|neighbor|aunt|uncle"
                    + "|grandma|grandpa|student|somebody|someone|kid|boy|girl|guy|niece|nephew|partner|bestie|they";

    private static final String NAHE =
            "er|sie|freund|freundin|bruder|schwester|mutter|mama|vater|papa|sohn|tochter|oma|opa|kumpel|kollegin"
                    + "|kollege|mitbewohner|mitbewohnerin|cousin|cousine|jemand|nachbarin|nachbar|mann|frau|tante|onkel";

    private static final Set<String> SOMEBODY = Set.copyOf(List.of((NEAR + "|" + NAHE).split("\\|", -1)));

    private DistressPhrases() {}

    static boolean isSomebodyNear(String word) {
        return SOMEBODY.contains(word);
    }

    /** Of the speaker. */
    static final PhraseMatcher OWN = new PhraseMatcher("""
            i|id *3 want|wanna|wish|rather to? just? die
            i|id|just wish i|to could? just? die|disappear|vanish
            ^ *1 want|wanna to? *1 die
            makes|make|making|made me *1 want to die
            i *2 wanted to die
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
            self harm|harming|harmed $
            i|im|ive|the|an|my urge|urges|been|started|to|about|with|still *2 self harm|harming|harmed
            i self harm|harmed
            i|im|ive|been *2 selfharm|selfharming|selfharmed
            commit|committing|committed|attempt|attempted|attempting|contemplate|contemplating|considering|considered suicide|sewerslide
            thinking|thoughts|think|thought|talking|talks *1 about|of suicide
            tried|by|want|to suicide $
            im|i|am|been|feel|feeling|felt *2 suicidal
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
            take|taking|took my own? life $
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
            i|ive *2 lost all *1 hope
            i|ive *2 have|got|see no hope|future left|anymore|for|any
            i|ive *2 have|got|see no hope|future $
            i dont|cant|cannot *1 see|have|imagine a|any|my hope|future $
            i dont|cant|cannot *1 see|have|imagine a|any|my hope|future for me|myself
            i dont|cant|cannot *1 see|have|imagine a|any|my hope|future anymore|any
            theres|is no hope|future left? for me
            no way out for me
            see no way out $
            cant|dont|cannot *1 see a|any way out $
            will|is|are never *2 get|be better|okay|ok for me
            nothing *1 matters anymore|any
            i have|got nothing|nobody left $
            im|i|am *1 beyond help|repair|saving
            gave|given|giving up on myself|living
            im|i|am|feel *3 burden to|on|for everyone|everybody|them|all
            im|i am|feel *1 just|only|nothing|such *2 burden
            better|happier off? without me $
            dont|not deserve to? live|exist|be alive|loved|happy
            i *2 hate my life $
            i *2 hate being me
            cant|cannot *1 live with myself $
            cant|cannot|dont|not *3 keep myself safe|alive
            not|isnt|dont *1 safe|trust with|from? myself $
            dont|not trust myself tonight|anymore|alone
            afraid|scared *1 of myself $
            afraid|scared *1 of my own? thoughts
            afraid|scared of what i|ill|id *2 do
            do|doing something to myself
            wont|not|dont be alive tomorrow|next|by|much|when
            dont|not care|mind *1 if|whether i live|die|exist|wake
            hope|wish|pray *1 i dont|wouldnt|wont|never wake up
            die in my sleep
            to? sleep and *2 never|not *2 wake
            think|thinking|thought|dream|dreaming about|of *1 dying|death every|all|constantly|again|lately|a
            why am i *1 still alive
            my *1 goodbye letter|letters|note|message
            my last day|night on earth|alive
            cant|cannot *1 stop crying
            i|ive *2 want|wanna|need out of this life
            fed up with *1 life|living
            the will to live $
            no longer want to *1 live|exist
            mother|mom|mum|father|dad|brother|sister|son|daughter|husband|wife|baby|grandma|grandmother|grandpa|grandfather|friend just|has? died|dead today|yesterday|last|this|tonight
            mother|mom|mum|father|dad|brother|sister|son|daughter|husband|wife|baby|grandma|grandmother|grandpa|grandfather|friend just? died $
            mother|mom|mum|father|dad|brother|sister|son|daughter|husband|wife|baby|grandma|grandmother|grandpa|grandfather|friend just|has? passed away today|yesterday|last|this|tonight
            lost my|our|the mother|mom|mum|dad|father|baby|son|daughter|husband|wife|brother|sister|child today|yesterday|last|this
            cant|cannot breathe *2 help|scared|afraid|panic|panicking
            heart *3 racing|pounding|hammering *3 scared|afraid|dying|panicking
            having|had *1 anxiety attack
            im|i|am *2 scared|afraid|terrified of my dad|father|husband|boyfriend|stepdad|stepfather|partner|wife|mother $
            im|i|am *2 scared|afraid|terrified to go|come home
            locked me in
            hits|beats|hit|beat|slapped|kicked|punched|choked|choking me again|every|when|and|so
            keine|keinen *1 hoffnung|zukunft|ausweg|perspektive|lebenswillen mehr
            fur mich *2 keine|keinen hoffnung|zukunft|ausweg|sinn
            ich bin *1 am ende $
            ich *3 keine kraft mehr $
            ich halte|ertrage|schaffe|schaff|pack|packe es|das|all|dieses|den|die|diesen|einfach? alles|leben|schmerz|schmerzen|druck|leere|einfach|so|hier? nicht mehr|langer aus? $
            ich *1 weiss *2 nicht mehr weiter $
            ich bin *2 wertlos|verzweifelt|lebensmude|uberflussig $
            ich bin *1 nichts wert
            allen|alle|euch|jedem|anderen *2 last|belastung $
            ohne mich *2 besser|glucklicher|leichter
            besser|leichter ohne mich $
            ich hasse mein leben
            egal ob ich *2 lebe|sterbe|aufwache
            denke|denk|dachte *3 ans sterben
            denke|denk|dachte *2 an den tod
            wozu|wofur|warum *1 lebe ich
            wozu|wofur|warum soll ich *2 leben|weiterleben|weitermachen
            mir *3 etwas|was antue|antun|anzutun|tue
            angst vor mir selbst
            mutter|mama|vater|papa|bruder|schwester|mann|frau|sohn|tochter|oma|opa|freund|freundin|kind|baby ist *1 heute|gestern|letzte|diese|vorhin *2 gestorben|verstorben|verungluckt
            mutter|mama|vater|papa|bruder|schwester|mann|frau|sohn|tochter|oma|opa|freund|freundin|kind|baby ist tot|gestorben $
            kriege|bekomme|krieg|bekomm *1 keine luft mehr|und|ich $
            nicht aufhoren zu weinen
            mir *1 wieder? *1 selbst? *1 wehgetan $
            tu|tue mir *1 selbst|selber? weh $
            ich mag|will nicht mehr leben
            nie mehr|wieder aufwachen
            """);

    /** Of somebody near. */
    static final PhraseMatcher NEARS =
            new PhraseMatcher("""
            he|she|who|friend|brother|sister|son|daughter|mom|mum|dad|wife|husband|partner *2 wants|wanted to die
            wants|wanted|tried|trying|going|threatened|threatening|threatens|talking|talks|thinking *3 kill|killing|hang|hanging|hurt|hurting|harm|harming himself|herself|themselves|themself
            KIN *4 wants|wanted to? die
            KIN doesnt|dont want|wanna to? live|exist $
            KIN doesnt|dont want|wanna to? live|exist anymore|any|longer
            KIN doesnt|dont want|wanna to? be alive|here anymore|any? more? $
            KIN *4 kill|killing|hurt|hurting|hurts|harm|harming|harms|cutting himself|herself|themselves|themself
            KIN *3 do|doing something to himself|herself|themselves
            KIN *4 end|ending|ends his|her|their life
            KIN *3 end|ending it all $
            KIN *3 take|taking|took his|her|their own? life $
            KIN *3 is|hes|shes|feels|sounds *1 suicidal
            hes|shes *1 suicidal
            KIN *2 sees|has|sees no point|reason *1 to|in *1 live|living|go|stay
            KIN *3 better off dead
            KIN *3 hates herself|himself
            KIN *3 wishes *1 was|were dead
            NAHE *4 will|mochte|mag *1 nicht mehr leben
            sie|er nicht mehr leben will|mochte|mag
            sie|er *1 sterben|tot will|mochte|sein
            NAHE *3 sich *2 umbringen|umbringt|umzubringen|umgebracht
            sich *2 etwas|was antut|antun|anzutun
            sich *1 das leben zu? nehmen|nimmt
            NAHE *2 verletzt|ritzt sich *1 selbst|selber|wieder
            NAHE tut sich *1 selbst|selber weh
            NAHE wird *4 geschlagen|verprugelt|missbraucht
            NAHE *2 hat|bekommt suizidgedanken|selbstmordgedanken
            NAHE *3 redet|spricht *2 selbstmord|suizid|sterben
            """.replace("KIN", NEAR).replace("NAHE", NAHE));
}
