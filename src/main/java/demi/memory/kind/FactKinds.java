package demi.memory.kind;

import demi.api.value.Holding;
import demi.api.value.MemoryKind;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * What a memory is of, by its words: English, German, and the plainest of French, Spanish, Japanese and Chinese. In doubt
 * between a kind that stays and one that fades, it stays.
 */
public final class FactKinds {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    /** What takes longer is a time of life and no event. */
    private static final int LONGEST_EVENT_DAYS = 62;

    private static final Pattern PASSING_ILLNESS = Pattern.compile(
            "\\b(?:has|had|caught|hat|hatte) (?:a |the |an? (?:bad|slight|terrible) )?(?:cold|flu|cough|headache|hangover|schnupfen|erkältung|husten|kopfweh|kopfschmerzen|grippe|kater)\\b(?! .*(?:chronic|always|often|chronisch|immer|oft))",
            FLAGS);

    private static final Pattern HEALTH = Pattern.compile(
            "\\b(?:all?erg\\p{L}*|alérgi\\p{L}*|intoleran\\p{L}*|unverträglich\\p{L}*|verträgt (?:kein|keine|keinen)|diabet\\p{L}*|diabét\\p{L}*|asthm\\p{L}*|asma|epilep\\p{L}*|migr(?:aine|äne|aña)\\p{L}*"
                    + "|cancer|tumou?r|leuk[aä]?emi\\p{L}*|(?:hat|hatte|an|bei) \\p{L}*krebs|cáncer|depress(?:ed|ion|ive)|depression\\p{L}*|anxiety|panic attacks?|angststörung|panikattacken?|bipolar|adhd|adhs|autis\\p{L}*|ptsd|ocd"
                    + "|c(?:o)?eliac|zöliakie|celíac\\p{L}*|gluten\\p{L}*|la(?:c|k)tose\\p{L}*|vegan\\p{L}*|vegetari\\p{L}*|végétari\\p{L}*|halal|kosher|koscher"
                    + "|(?:doesn't|does not|can't|cannot|mustn't|must not|may not) (?:eat|drink|tolerate)|isst kein\\p{L}*|trinkt keinen alkohol|no (?:meat|alcohol|pork)"
                    + "|medication|(?:takes?|on|needs?) (?:\\p{L}+ )?medicine|insulin|inhaler|antidepressants?|medikament\\p{L}*|tabletten|wheelchair|rollstuhl|disab(?:led|ility)|behinder\\p{L}*|deaf|gehörlos|schwerhörig|(?:is|ist|partially|colou?r) ?blind|pregnan\\p{L}*|schwanger|embarazada|enceinte"
                    + "|chronic\\p{L}*|chronisch\\p{L}*|diagnos\\p{L}*|blood pressure|blutdruck|heart (?:disease|condition|attack)|herz(?:fehler|infarkt|krank\\p{L}*)|stroke|schlaganfall|thyroid|schilddrüse|arthritis|rheuma\\p{L}*|dementia|demenz|alzheimer'?s?|parkinson'?s?"
                    + "|sober|alcoholic|alkoholiker\\p{L}*|addict\\p{L}*|süchtig|therap(?:y|ist|ie|eut\\p{L}*)|insomnia|schlaflosigkeit|rehab|hearing aids?|hörgerät\\p{L}*|pacemaker|herzschrittmacher|gout|gicht|hiv|hepatitis|hay ?fever|heuschnupfen|endometriosis|endometriose|lupus|crohn'?s?|ibs|eating disorder|essstörung)\\b"
                    + "|アレルギー|糖尿病|喘息|妊娠|持病|うつ病|病気|过敏|過敏|哮喘|怀孕|抑郁|癌",
            FLAGS);

    private static final String RELATIVES =
            "mother|mom|mum|mama|mommy|mummy|father|dad|papa|daddy|parents?|sisters?|brothers?|siblings?|twins?|wife|husband|partner|spouse|girlfriend|boyfriend"
                    + "|fianc[eé]e?|sons?|daughters?|child|children|kids?|baby|babies|aunts?|uncles?|cousins?|nephews?|nieces?|grand(?:mother|father|ma|pa|parents?|son|daughter|child(?:ren)?|kids?)|granny|grandad"
                    + "|(?:step|half-?|in-)?(?:mother|father|sister|brother|son|daughter)-?(?:in-law)?|family|best friend|godmother|godfather|mutter|mutti|vater|eltern|schwestern?|brüder|bruder|geschwister|zwillinge?|frau|mann|ehefrau|ehemann|freundin|freund"
                    + "|verlobte[rn]?|söhne|sohn|töchter|tochter|kind(?:er)?|baby|tante|onkel|cousine?|neffe|nichte|oma|opa|großmutter|großvater|großeltern|enkel\\p{L}*|schwieger\\p{L}+|familie"
                    + "|mère|père|maman|sœur|frère|femme|mari|fils|fille|enfants?|madre|padre|mamá|papá|herman[oa]s?|espos[oa]|novi[oa]|hij[oa]s?|abuel[oa]s?|mujer|marido";
    private static final String ANIMALS =
            "dogs?|puppy|puppies|cats?|kittens?|horses?|rabbits?|hamsters?|parrots?|budgies?|guinea pigs?|tortoises?|pets?|hunde?|katzen?|kater|pferde?|kaninchen|wellensittiche?|meerschweinchen|haustiere?|perr[oa]s?|gat[oa]s?|chiens?|chats?";

    private static final Pattern FAMILY = Pattern.compile(
            "\\b(?:" + RELATIVES
                    + ")\\b(?! (?:doctor|friendly|car|business))|\\b(?:is|got|are|was|ist|sind) (?:\\p{L}+ )?(?:married|engaged|divorced|widowed|separated|single|verheiratet|verlobt|geschieden|verwitwet|casad[oa]|mariée?)\\b"
                    + "|\\b(?:has|have|had|got|adopted|owns|hat|hatte|tiene|'s|their|the|ihr|sein) (?:\\p{L}+ ){0,3}(?:"
                    + ANIMALS + ")\\b|\\b(?:" + ANIMALS + ")(?: is| are|,)? (?:called|named|ist|heißt|namens)\\b"
                    + "|母|父|お母さん|お父さん|兄|弟|姉|妹|妻|夫|娘|息子|祖母|祖父|彼女がい|彼氏|犬を飼|猫を飼|妈妈|爸爸|哥哥|姐姐|妹妹|弟弟|妻子|丈夫|女儿|儿子|奶奶|爷爷|养了?[一只条]*[狗猫]",
            FLAGS);

    private static final Pattern BIRTHDAY = Pattern.compile(
            "\\b(?:birthday|bday|geburtstag|cumpleaños|anniversaire|born|geboren|nació|née?|anniversary|hochzeitstag|todestag|name day|namenstag)\\b(?! (?:party|present|gift|cake|dinner|celebration|feier|kuchen|geschenk))|誕生日|生日|生まれ|出生",
            FLAGS);

    private static final Pattern IDENTITY = Pattern.compile(
            "\\b(?:(?:is|are|was) (?:called|named|known as)|names? (?:is|are)|goes by|nickname|surname|maiden name|pronouns|heißt|name ist|nachname|spitzname|se llama|s'appelle|apellido"
                    + "|years old|\\d{1,3} (?:jahre alt|años|ans)|(?:turned|turns|is|ist|wird) \\d{1,3}\\b(?! ?(?:%|percent|euro|dollar|km|kg|cm))|aged \\d{1,3}"
                    + "|(?:is|comes|are|came) (?:originally )?from|grew up|native of|hometown|kommt (?:ursprünglich )?aus|stammt|aufgewachsen|(?:es|viene) de|vient de"
                    + "|(?:native|mother) tongue|muttersprache|speaks (?!to|with|about)\\p{Lu}?\\p{L}+|spricht \\p{Lu}\\p{L}+|nationality|citizen|staatsbürger\\p{L}*|immigrant|religio\\p{L}*|christian|catholic|muslim|jewish|buddhist|hindu|atheist|katholisch|evangelisch|muslimisch|jüdisch"
                    + "|(?:is|are|ist) (?:gay|lesbian|bisexual|trans\\p{L}*|non-?binary|queer|schwul|lesbisch|left-handed|linkshänder\\p{L}*|introvert\\p{L}*|extrovert\\p{L}*)"
                    + "|is (?:cm|\\d[.,]\\d+ ?m) tall|height is|wears glasses|brillenträger\\p{L}*)\\b|と申します|という名前|名前は|歳です|才です|出身|我叫|名字|来自|岁",
            FLAGS);
    /** What somebody is: "Is a nurse", "Ist Lehrer". */
    private static final Pattern IS_A = Pattern.compile(
            "^(?:(?i:they|he|she) )?(?:(?i:is|are) an? (?!bit|little|lot|fan|big fan|huge fan|good|great|real|member of|few)\\p{L}+|(?i:ist) (?:ein[e]? )?\\p{Lu}\\p{L}{3,})",
            Pattern.UNICODE_CASE);

    private static final Pattern LIFE = Pattern.compile(
            "^\\W*(?:(?:they|he|she|currently|now) )*(?:(?:is |are |has |have |ist |hat )?(?:lives?|living|lived|moved|moving|works?|working|worked|stud(?:y|ies|ying|ied)|teaches|attends|goes to (?:school|university|college)|runs an?|owns an?|rents?|retired|graduated|enrolled|employed|unemployed|self-employed"
                    + "|has an? (?:\\p{L}+ )?(?:job|flat|apartment|house|shop|company|business|garden|car|degree|internship)|wohnt|lebt|zieht|umgezogen|arbeitet|arbeitslos|studiert|lernt|geht (?:zur|in die|auf die|aufs)|vive|trabaja|estudia|habite|travaille|étudie|(?:has|have|hat) to move|(?:is|are) moving|got (?:an?|the) (?:\\p{L}+ )?job|started (?:an?|the) (?:\\p{L}+ )?job|quit (?:the|his|her|their) job|lost (?:the|his|her|their) job))\\b"
                    + "|\\b(?:their|his|her) (?:job|boss|office|flat|apartment|school|university|commute)\\b|に住んで|で働いて|住在|工作",
            FLAGS);

    private static final Pattern TASTE = Pattern.compile(
            "\\b(?:likes?|loves?|hates?|enjoys?|prefers?|adores?|dislikes?|detests?|favou?rite|can't stand|cannot stand|(?:big |huge )?fan of|into|fond of|obsessed with|crazy about|allergic to mornings|doesn't (?:like|enjoy|mind)|don't like|mag|liebt|liebe|hasst|gerne?|lieblings\\p{L}*|bevorzugt|findet \\p{L}+ (?:toll|gut|blöd|schrecklich)|le gusta|me gusta|odia|encanta|aime|adore|déteste|préfère)\\b|好き|嫌い|大好き|喜欢|讨厌|爱吃|爱看",
            FLAGS);

    private static final Pattern EVENT = Pattern.compile(
            "\\b(?:exams?|tests?|appointments?|interviews?|meetings?|part(?:y|ies)|weddings?|funerals?|dates?|trips?|holidays?|vacations?|flights?|concerts?|operations?|surger(?:y|ies)|match|games?|races?|marathon|deadlines?|presentations?|conferences?|dinner|picnic|visits?|visiting|visited|festival|exhibition|graduation|anniversary|accident"
                    + "|went|gone|attended|bought|won|lost|met|saw|broke|found|finished|passed|failed|travell?ed|flew|celebrated|prüfung|klausur|termin|vorstellungsgespräch|treffen|feier|hochzeit|beerdigung|reise|urlaub|flug|konzert|operation|spiel|rennen|abgabe|vortrag|konferenz|besuch\\p{L}*|ausflug|umzug|unfall|gekauft|gewonnen|verloren|gesehen|gegangen|examen|cita|boda|viaje|vuelo|concierto|fiesta|examen|rendez-vous|mariage|voyage)\\b"
                    + "|試験|面接|結婚式|旅行|引っ越し|予約|会議|考试|面试|婚礼|会议|约会",
            FLAGS);
    private static final Pattern LASTING_NEWS = Pattern.compile(
            "\\b(?:died|passed away|dead|born|married|divorced|pregnant|gestorben|verstorben|geboren|geheiratet|verheiratet|geschieden|called|named|heißt|namens|adopted|murió|falleció|est mort)\\b",
            FLAGS);

    private FactKinds() {}

    public static MemoryKind of(String content, Holding holds) {
        boolean event = isShort(holds);
        if (BIRTHDAY.matcher(content).find()) {
            return FAMILY.matcher(content).find() || isOfSomebody(content) ? MemoryKind.FAMILY : MemoryKind.IDENTITY;
        }
        if (HEALTH.matcher(content).find() && !PASSING_ILLNESS.matcher(content).find()) {
            return MemoryKind.HEALTH;
        }
        boolean dated =
                event && !holds.yearly() && !LASTING_NEWS.matcher(content).find();
        if (IDENTITY.matcher(content).find() && !dated) {
            return FAMILY.matcher(content).find() || isOfSomebody(content) ? MemoryKind.FAMILY : MemoryKind.IDENTITY;
        }
        // A job is of their life, a job interview on Wednesday is an event.
        if (LIFE.matcher(content).find() && !(dated && EVENT.matcher(content).find())) {
            return MemoryKind.LIFE;
        }
        if (!dated && startsWithTaste(content)) {
            return MemoryKind.TASTE;
        }
        if (FAMILY.matcher(content).find() && !dated) {
            return MemoryKind.FAMILY;
        }
        if (IS_A.matcher(content).find() && !dated) {
            return MemoryKind.IDENTITY;
        }
        if (dated || (EVENT.matcher(content).find() && !TASTE.matcher(content).find())) {
            return MemoryKind.EVENT;
        }
        return TASTE.matcher(content).find() ? MemoryKind.TASTE : MemoryKind.OTHER;
    }

    /** "Likes their sister" is of tastes, "The sister likes roses" of the sister. */
    private static boolean startsWithTaste(String content) {
        java.util.regex.Matcher taste = TASTE.matcher(content);
        java.util.regex.Matcher family = FAMILY.matcher(content);
        return taste.find() && (!family.find() || taste.start() < family.start());
    }

    /** "Mia's birthday" */
    private static boolean isOfSomebody(String content) {
        return content.matches("(?sU)^\\p{Lu}\\p{L}+(?:['’]s| (?:hat|has|is|was|ist)) .*")
                && !content.matches("(?sUi)^(?:they|he|she|is|has|was|born|birthday|geburtstag|hat|ist) .*");
    }

    private static boolean isShort(Holding holds) {
        LocalDate from = holds.from();
        LocalDate until = holds.until();
        return until != null && (from == null || until.isBefore(from.plusDays(LONGEST_EVENT_DAYS)));
    }
}
