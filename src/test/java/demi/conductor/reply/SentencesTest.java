package demi.conductor.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "One thing. Another th|One thing.",
                "One thing. Another thing.|One thing. Another thing.",
                "\"One thing!\" she said, and|\"One thing!\"",
                "**Really?** Well, I|**Really?**",
                "It costs 3.50 today. And 4.2|It costs 3.50 today.",
                "First line\\nSecond li|First line",
                "- milk\\n- bread\\n- che|- milk\\n- bread",
                "1. Milk\\n2. Bre|1. Milk",
                "Three things:\\n\\n1. Mi|Three things:",
                "ok then. fine. and th|ok then. fine.",
                "One. Then, e.g. this, or Dr. Who, wh|One.",
                "no end in sight at al|no end in sight at…",
                "Hm|''",
                "今日は晴れ。明日は|今日は晴れ。",
                "यह अच्छा है। और फिर|यह अच्छा है।",
                "Look:\\n```java\\nint a;\\nint b|Look:\\n```java\\nint a;\\n```",
                "Look at this.\\n```java\\nint a|Look at this.",
                "See `x.y`. Then `a|See `x.y`.",
                "Done.\\n```\\nx\\n```\\nAnd th|Done.\\n```\\nx\\n```",
            })
    void aReplyThatWasCutOffEndsWithItsLastWholeSentence(String cut, String whole) {
        assertEquals(whole.replace("\\n", "\n"), Sentences.whole(cut.replace("\\n", "\n")));
    }

    @Test
    void whatIsTooLongFits() {
        assertEquals("One. Two.", Sentences.fitting("One. Two. Three and four", 15));
        String cut = Sentences.fitting("word ".repeat(30), 33);
        assertTrue(cut.endsWith("word…") && cut.length() <= 33, cut);
    }

    @Test
    void aReplyMayTakeAboutThreeTokensAWord() {
        assertEquals(348, ReplyLength.tokens(100, false, "How are you?", "", 512));
        assertEquals(512, ReplyLength.tokens(300, false, "How are you?", "", 512), "never more than all replies");
        assertTrue(ReplyLength.tokens(35, true, "How are you?", "", 2_000) > 500, "distress");
        int latin = ReplyLength.tokens(50, false, "Wie geht es dir, schöner Mensch?", "", 2_000);
        int greek = ReplyLength.tokens(50, false, "Τι κάνεις;", "", 2_000);
        int thai = ReplyLength.tokens(50, false, "สบายดีไหม", "", 2_000);
        assertTrue(latin < 230 && latin < greek && greek < thai && thai > 600, latin + " " + greek + " " + thai);
        assertEquals(thai, ReplyLength.tokens(50, false, "👍", "สบายดีไหม", 2_000), "as she spoke before");
        assertEquals(2_000, ReplyLength.tokens(50, false, "Why?\n```\nx\n```", "", 2_000), "code takes what it takes");
    }
}
