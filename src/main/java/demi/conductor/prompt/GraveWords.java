package demi.conductor.prompt;

import java.util.regex.Pattern;

/** Whether something is nothing to be light about: death, illness, parting. In a few languages; a guess. */
public final class GraveWords {

    private static final Pattern GRAVE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:di(?:e|es|ed|ing)|dead|death|deceased|funeral\\w*|buried|suicid\\w*|kill\\w*|miscarriage|abus\\w*"
                    + "|cancer|chemo\\w*|tumou?r|biopsy|surgery|operation|hospital\\w*|hospice|stroke|sick|ill|illness|depress\\w*|grief"
                    + "|divorc\\w*|abortion\\w*|broke up|separat\\w*|court|trial|laid off|fired|lost (?:my|their|her|his|the) job"
                    + "|gestorben|stirbt|tot|tod\\w*|beerdigung|begr\u00E4bnis|trauer\\w*|selbstmord|suizid\\w*|umbringen|fehlgeburt"
                    + "|krebs|tumor|operation|op|krankenhaus|klinik|schlaganfall|krank|krankheit|depress\\w*|scheidung\\w*|abtreibung\\w*|operiert|getrennt|gericht"
                    + "|gek\u00FCndigt|muri\u00F3|muerte|c\u00E1ncer|mort\\w*|d\u00E9c\u00E9d\\w*)(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private GraveWords() {}

    public static boolean areIn(String text) {
        return GRAVE.matcher(text).find();
    }
}
