package demi.model.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reply comes in pieces of every size, since nobody promises where a model's pieces end. */
class ReplyFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "Hello<|eot_id|>;Hello",
                "Hello<|im_end|>\\n<|im_start|>user\\nAnd you?<|im_end|>;Hello",
                "Hello<|end|><|user|>And you?;Hello",
                "Hello<end_of_turn>\\n<start_of_turn>user\\nAnd you?;Hello",
                "Hello<turn|>\\n<|turn>user\\nAnd you?;Hello",
                "Hello</s>[INST] And you? [/INST];Hello",
                "Hello.<|endoftext|>The quick brown fox;Hello.",
                "Hello<|end_of_text|>x;Hello",
                "Hello<|return|>x;Hello",
                "Hello<|eom_id|>x;Hello",
                "Hello<|END_OF_TURN_TOKEN|>x;Hello",
                "Hello<｜end▁of▁sentence｜><｜User｜>x;Hello",
                "Hello[|endofturn|]x;Hello",
                "Hello<|im_start|>user\\nx;Hello",
                "Hello<start_of_turn>user;Hello",
                "Hello[INST]x;Hello",
                "Hello[/INST]x;Hello",
                "Hello<|user|>x;Hello",
                "Hello<｜User｜>x;Hello",
                "Hi!assistant\\n\\nHow are you?;Hi!",
                "Hi!user\\n\\nHow are you?;Hi!",
                "Hi!\\nuser\\nHow are you?;Hi!\\n",
                "<end_of_turn>;\"\"",
                "<|eot_id|>x;\"\"",
                "<|im_start|>user\\nHi;\"\"",
            })
    void aReplyEndsWhereItsTurnDoes(String raw, String clean) {
        assertFiltered(clean, raw);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "<|start_header_id|>assistant<|end_header_id|>\\n\\nHi;Hi",
                "<|im_start|>assistant\\nHi;Hi",
                "<start_of_turn>model\\nHi;Hi",
                "<|turn>model\\nHi;Hi",
                "<|start_of_role|>assistant<|end_of_role|>Hi;Hi",
                "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>Hi;Hi",
                "<｜begin▁of▁sentence｜><｜Assistant｜>Hi;Hi",
                "[INST]What?[/INST];What?",
                "[/INST] Hi;Hi",
                "<s>Hi;Hi",
                "<bos>Hi;Hi",
                "assistant\\n\\nHi;Hi",
                "Demi: Hi;Hi",
                "**Demi:** Hi;Hi",
                "**Demi**: Hi;Hi",
                "[Demi]: Hi;Hi",
                "assistant: Hi;Hi",
                "### Response:\\nHi;Hi",
                "AI: Hi;Hi",
                "Demi: Hi\\nDemi: And you?;Hi\\nAnd you?",
                "Demi (smiling): Hi;Hi",
                "Demi *smiles*: Hi;Hi",
                "Demi [sighs softly]: Hi;Hi",
                "**Demi (smiling):** Hi;Hi",
                "**Demi** (smiling): Hi;Hi",
                "*Demi:* Hi;Hi",
                "Demi, smiling: Hi;Hi",
                "Demi, dryly: Hi;Hi",
                "Demi teasingly: Hi;Hi",
                "Demi with a grin: Hi;Hi",
                "(smiling) Demi: Hi;Hi",
                "*smiles* Demi: Hi;Hi",
                "[12:03] Demi: Hi;Hi",
                "> Demi: Hi;Hi",
                "Here is Demi's response: Hi;Hi",
                "[PAD]Hi[PAD];Hi",
                "Demi says: Hi;Hi",
                "Demi says with a grin: Hi;Hi",
                "Demi softly whispers: Hi;Hi",
                "Demi replied:\\nHi;Hi",
                "Demi sagt: Na?;Na?",
                "Demi (lächelnd): Na?;Na?",
                "Demi 😊: Hi;Hi",
                "Demi's response: Hi;Hi",
                "Assistant (dry): Hi;Hi",
                "DEMI: Hi;Hi",
                "Demi:Hi;Hi",
                "Demi：Hi;Hi",
                "Demi\\n\\nHi;Hi",
                "**Demi**\\nHi;Hi",
                "[Demi] Hi;Hi",
                "<Demi> Hi;Hi",
                "<demi>Hi</demi>;Hi",
                "<assistant>Hi</assistant>;Hi",
                "<AI>Hi;Hi",
                "Response: Hi;Hi",
                "Demi: Hi\\nDemi (grinning): And you?;Hi\\nAnd you?",
                "<role>ASSISTANT</role>Hi;Hi",
                "<reserved_107>Hi;Hi",
                "[UNUSED_TOKEN_146]assistant\\nHi[UNUSED_TOKEN_145]\\nx;Hi",
                "<unused0><unused17>Hi<unused99>;Hi",
                "Hi <unused1>you;Hi you",
                "<beginning_of_sentence>Hi<end_of_sentence>x;Hi",
                "<answer>Hi</answer>;Hi",
                "<answer>\\nHi, you\\n</answer>;Hi, you\\n",
                "<final_answer>Hi</final_answer>;Hi",
                "<response type='chat'>Hi</response>;Hi",
                "<think>They</think><answer>Hi</answer>;Hi",
                "Hm.\\n<answer>Hi</answer>;Hm.\\nHi",
                "<|im_start|>assistant\\n**Demi:**\\n<think>\\n</think>\\nHi;Hi",
            })
    void theHeadOfHerTurnIsNotSaid(String raw, String clean) {
        assertFiltered(clean, raw);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Fine.\\nUser: And you?;Fine.\\n",
                "Fine.\\n\\nHuman: And you?;Fine.\\n\\n",
                "Fine.\\n**User:** And you?;Fine.\\n",
                "Fine.\\n### Instruction:\\nAnd you?;Fine.\\n",
                "Fine.\\nYou: And you?;Fine.\\n",
                "Fine.\\nSystem: Be nice;Fine.\\n",
                "Fine.\\nMe: And you?;Fine.\\n",
                "Fine.\\nYou (laughing): And you?;Fine.\\n",
                "Fine.\\n**You:** And you?;Fine.\\n",
                "Fine.\\nUser (laughing): And you?;Fine.\\n",
                "Fine.\\nUser says: And you?;Fine.\\n",
                "Fine.\\nThe user: And you?;Fine.\\n",
                "Fine.\\nNutzer: Und?;Fine.\\n",
                "Fine.\\nDu: Und?;Fine.\\n",
                "Fine.\\n<user>And you?</user>;Fine.\\n",
                "Fine.<用户>And you?;Fine.",
                "Fine.<role>HUMAN</role>And you?;Fine.",
                "Fine.<reserved_106>And you?;Fine.",
                "Fine.\\n<tool_response>x</tool_response>;Fine.\\n",
                "Note: it is late.\\nUser: Thanks;Note: it is late.\\n",
                "Fine.\\nPerson: And you?\\nDemi: Good;Fine.\\n",
                "Fine.\\nThe person: And you?;Fine.\\n",
                "Fine.\\nMensch: Und du?;Fine.\\n",
                "Fine.\\n### User\\nAnd you?;Fine.\\n",
                "Fine.\\nAction: search\\nAction Input: rain\\nObservation: wet;Fine.\\n",
            })
    void wordsOfOthersEndIt(String raw, String clean) {
        assertFiltered(clean, raw);
    }

    @Test
    void whereSomebodyElseSpeaksFirstNothingIsSaid() {
        assertFiltered("", "User: And you?\nDemi: Fine.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You: idiot",
                "Note: it is late",
                "Well.\nNote: it is late",
                "Well.\nYou are: late, mad, or both",
                "Me: I am fine.\nYou: sure.\nMe: really!",
                "Try this:\nUser: root\nPassword: x",
                "Host: example.org\nUser: root",
                "It has:\nSystem: Debian",
                "Users: many",
                "Human beings.\nHumans: odd",
                "He said user: and left",
                "```\nUser: root\nSystem: x\n```\nThere.",
                "Hm.\n- You: the one I like\n- Me: also",
                "The assistant\nof the house",
                "Demi",
                "Demi is my name: remember it",
                "Demi, listen: you are late",
                "Host: example.org\nPerson: Ann",
                "Person: a thing that eats",
                "A person: tired. Another person: also tired",
                "Action: go to bed. Observation: you are still up",
                "Well.\nAction: bed\nNow",
                "Well.\nuser friendly it is not",
                "Demi knows three things: tea, tea, tea",
                "Demi says hello",
                "Demi (2): I am she",
                "Demi (that is me) is tired: good night",
                "(smiling) Hi: you",
                "*smiles* Hi.",
                "> Demi said so",
                "Here is my plan: pizza",
                "Well.\nMe too: late",
                "Hm.\nme: tired",
                "A <user> tag",
                "The <answer> and the </answer> tag",
                "\"</answer>\" is a tag"
            })
    void whatOnlyLooksLikeASpeakerStays(String text) {
        assertFiltered(text, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I <3 you",
                "a < b and b > a",
                "1 <| 2",
                "f <| g |> h",
                "p <|> q",
                "see [1] and [INSTRUCTIONS]",
                "<b>bold</b>",
                "<",
                "[",
                "`",
                "{",
                "<|",
                "<thinking of you>",
                "</nothing>",
                "if (x <= y) { return [x]; }",
                "List<String> and Map<S, T>",
                "It was <s>wrong</s> right",
                "Qwen ends with `<|im_end|>`, you know",
                "Like so:\n```\n<|im_start|>user\nHi<|im_end|>\n```\nSee?",
                "{curly} words",
                "{\"mood\": \"fine\"}",
                "{\"name\": \"Rex\", \"age\": 3}",
                "[{\"name\": \"Rex\"}]",
                "```json\n{\"name\": \"Rex\"}\n```",
                "analysis of this: no",
                "analysisparalysis is a word now",
                "Here is my thought: no",
                "Thinking... hm, pizza.",
                "Thinking about it: pizza",
                "My plan is simple: pizza",
                "analysis, hm",
                "<tool_call> is a tag that models write",
                "print(\"hello\")",
                "lol(ok) and search(it)",
                "f(x) = 2, search(\"x\") finds x",
                "open(file=\"x\") opens it",
                "[search] and [look_up]",
                "<T> and <E extends T> and <br> and <plan B>",
                "function<int(int)> f",
                "[UNUSED] and <unused> and <reserved_word>",
                "I don`t know<3"
            })
    void textThatOnlyLooksLikeItStays(String text) {
        assertFiltered(text, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "<think>They want a joke.</think>Knock knock.;Knock knock.",
                "\\n <think>One</think>\\n<think>two</think>\\nKnock;Knock",
                "<thinking>They</thinking>Knock;Knock",
                "<thought>They</thought>Knock;Knock",
                "<reasoning>They</reasoning>Knock;Knock",
                "[THINK]They[/THINK]Knock;Knock",
                "◁think▷They◁/think▷Knock;Knock",
                "<|START_THINKING|>They<|END_THINKING|><|START_RESPONSE|>Knock<|END_RESPONSE|>;Knock",
                "<|begin_of_thought|>They<|end_of_thought|><|begin_of_solution|>Knock<|end_of_solution|>;Knock",
                "<|channel|>analysis<|message|>They<|end|><|start|>assistant<|channel|>final<|message|>Knock<|return|>;Knock",
                "<|channel|>final<|message|>Knock<|return|>;Knock",
                "<|channel|>commentary to=functions.x <|constrain|>json<|message|>{}<|call|>;\"\"",
                "<|channel>thought\\nThey<channel|>Knock;Knock",
                "<unused94>thought\\nThey<unused95>Knock;Knock",
                "analysisThey want a joke.assistantfinalKnock;Knock",
                "assistantanalysisThey want a joke.assistantfinalKnock;Knock",
                "Here is my thought process:\\nThey\\nHere is my response:\\nKnock;Knock",
                "<think>and then, and then;\"\"",
                "Thinking...\\nThey want a joke.\\n...done thinking.\\n\\nKnock;Knock",
                "Thinking…\\nThey\\n…done thinking.\\nKnock;Knock",
                "Thinking... \\nThey...done thinking.Knock;Knock",
                "Thinking...\\nOr not.;Thinking...\\nOr not.",
                "<inner_monologue>They</inner_monologue>Knock;Knock",
                "<plan>\\n1. Joke\\n</plan>\\nKnock;Knock",
                "<scratchpad>They</scratchpad>Knock;Knock",
                "<analysis>They</analysis>\\n<response>Knock</response>;Knock",
                "<reflection>They</reflection>Knock;Knock",
                "<Inner_Thoughts>They</Inner_Thoughts>Knock;Knock",
                "<inner-monologue-free>;<inner-monologue-free>",
                "<inner thoughts>They</inner thoughts>Knock;Knock",
                "**Thought process**\\nThey\\n\\n**Response**\\nKnock;Knock",
                "<plan>I <think>hm, so</plan>Knock;Knock",
                "<think>My <plan>x</plan> is <analysis>y</analysis>.</think>Knock;Knock",
                "<chain_of_thought>They</chain_of_thought><plan>x</plan>Knock;Knock",
                "<thinking type='x'>They</thinking>Knock;Knock",
                "Thought: They want a joke.\\nAnswer: Knock;Knock",
                "**Thinking:** They\\n\\n**Response:** Knock;Knock",
                "### Thought process\\nThey\\n\\n### Response\\nKnock;Knock",
                "Plan: pizza, then couch.;Plan: pizza, then couch.",
                "Plan: Greet them warmly, then tease.\\n\\nResponse: Knock;Knock",
                "[Thinking]They want a joke.[/Thinking]Knock;Knock",
                "[thinking]\\nThey want one.\\n[/thinking]\\n\\nKnock;Knock",
                "[Internal monologue] They [/Internal monologue] Knock;Knock",
                "[Thinking] of you, as always.;[Thinking] of you, as always.",
                "<|think|>They<|/think|>Knock;Knock",
                "<message>Knock</message>;Knock",
            })
    void thinkingAtTheBeginningIsNotSaid(String raw, String clean) {
        assertFiltered(clean, raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A <think>tag</think> here",
                "Models write </think> when they are done. Then they talk.",
                "It ends with `</think>` always",
                "It ends with \"</think>\" always",
                "It ends with </think>\nand then",
                "See:\n```\nhm\n</think>\n```\nDone.",
                "The [THINK] token"
            })
    void thinkingThatIsOnlyMentionedIsText(String text) {
        for (int size = 1; size <= text.length(); size++) {
            ReplyFilter filter = ReplyFilter.ofWords(false);
            assertEquals(text, played(filter, text, size), "in pieces of " + size);
            assertFalse(filter.startsAnew());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "They want a joke.</think>Knock knock.;Knock knock.",
                "They want a joke.\\n</think>\\n\\nKnock knock.;Knock knock.",
                "They want a joke. </think>\\nKnock;Knock",
                "So</THINKING>Hi;Hi",
                "So[/THINK]Hi;Hi",
                "a <b>c</b></think>d;d",
                "One.</think>Write </think> at the end;Write </think> at the end",
                "One.</think>Two.</think>three;Two.</think>three"
            })
    void whatComesBeforeTheEndOfThinkingWasThinking(String raw, String clean) {
        assertFiltered(clean, raw);
        String text = raw.replace("\\n", "\n");
        for (int size = 1; size <= text.length(); size++) {
            assertEquals(clean, played(ReplyFilter.ofWords(true), text, size), "known, in pieces of " + size);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'name': 'search', 'arguments': {'q': 'a}b'}};\"\"",
                "[{'name': 'search', 'parameters': {}}];\"\"",
                "{'name': 'search', 'arguments': {'q': ;\"\"",
                "```json\\n{'name': 'search', 'arguments': {}}\\n```;\"\"",
                "{'type': 'function', 'function': {'name': 'x', 'arguments': '{}'}} Hm.;Hm.",
                "<tool_call>{'name': 'x'}</tool_call>\\nHm.;Hm.",
                "<tool_call>{'name': 'x';\"\"",
                "[TOOL_CALLS][{'name': 'x'}];\"\"",
                "<|python_tag|>search.call(x);\"\"",
                "<｜tool▁calls▁begin｜>x;\"\"",
                "Wait.\\n<tool_call>{'name': 'x'}</tool_call>;Wait.\\n",
                "Wait.[TOOL_CALLS][{'name': 'x'}];Wait.",
                "Wait. <tool_call>{'name': 'x'}</tool_call> Hm.;\"Wait. \"",
                "Wait. <tool_call>\\nget_weather\\n<arg_key>;\"Wait. \"",
                "Wait.\\n<tool_call>;Wait.\\n",
                "Wait. <function=get_weather>{'city': 'x'}</function>;\"Wait. \"",
                "<function=get_weather>{'city': 'x'}</function>;\"\"",
                "<tool_call><function=x><parameter=y>1</parameter></function></tool_call>;\"\"",
                "<invoke name='x'><parameter name='y'>1</parameter></invoke>;\"\"",
                "<tool_code>print(x())</tool_code>;\"\"",
                "Let me look.\\n{'name': 'search', 'arguments': {'q': 'x'}}\\nFound!;Let me look.\\n",
                "Let me look. [{'name': 'search', 'parameters': {}}];\"Let me look. \"",
                "search(query='cats');\"\"",
                "search('cats (small)');\"\"",
                "get_weather(city='Berlin', days=3)\\n;\"\"",
                "[search(query='x'), look_up(word='y')];\"\"",
                "search(query='x')\\nsearch(query='y');\"\"",
                "search(query=;\"\"",
                "functools[{'name': 'x', 'arguments': {}}];\"\"",
                "```tool_code\\nprint(search('x'))\\n```;\"\"",
                "{'action': 'search', 'action_input': 'x'};\"\"",
                "funny you ask;funny you ask",
                "get_time();\"\"",
                "Use `<tool_call>{'name': 'x'}` there;Use `<tool_call>{'name': 'x'}` there",
                "Use `{'name': 'search', 'arguments': {}}` there;Use `{'name': 'search', 'arguments': {}}` there",
                "Like so:\\n```\\n{'name': 'x', 'arguments': {}}\\n```;Like so:\\n```\\n{'name': 'x', 'arguments': {}}\\n```",
                "I use <tool_call>;I use <tool_call>",
                "I use <tool_call> for that;I use <tool_call> for that"
            })
    void theCallOfAToolIsNoWords(String raw, String clean) {
        assertFiltered(clean.replace('\'', '"'), raw.replace('\'', '"'));
    }

    @Test
    void controlCharactersAndHalvesOfCharactersAreDropped() {
        assertFiltered("a[31mb\n\tc", "a\u0000\u001b[31mb\r\n\tc\u007f");
        assertFiltered("a\nb\nc", "a\u2028b\u0085c");
        assertFiltered("a💜b", "a💜b");
        assertFiltered("ab", "a\ud83db");
        assertFiltered("ab", "a\udc9cb");
        assertFiltered("a", "a\ud83d");
        assertFiltered("The <|im_end|> token", "The <\u2060|im_end|> token");
    }

    @Test
    void ofDataNothingIsASpeakerOrATool() {
        String json = "{\"name\": \"x\", \"arguments\": {\"Demi\": 1}}";
        assertEquals(json, played(ReplyFilter.ofData(false), "<think>\n</think>" + json + "<|im_end|>x", 3));
        assertEquals("Demi: 1", played(ReplyFilter.ofData(false), "Demi: 1", 1));
    }

    @Test
    void whenTheTurnIsOverItIsKnownAtOnce() {
        ReplyFilter filter = ReplyFilter.ofWords(false);
        assertEquals("Hi", filter.accept("Hi<|im_end|"));
        assertFalse(filter.isOver());
        assertEquals("", filter.accept(">"));
        assertTrue(filter.isOver());
        assertEquals("", filter.accept("more") + filter.end(false));
    }

    @Test
    void aPipeThatIsNeverClosedDoesNotHoldTheReplyBackForEver() {
        ReplyFilter filter = ReplyFilter.ofWords(false);
        String text = "<|" + "x".repeat(200);
        assertEquals(text, filter.accept(text) + filter.end(false));
    }

    @Test
    void plainTextFlowsAtOnce() {
        ReplyFilter filter = ReplyFilter.ofWords(false);
        assertEquals("Hello ", filter.accept("Hello "));
        assertEquals("there", filter.accept("there<"));
        assertEquals("<3\n", filter.accept("3\n"));
        assertEquals("- I", filter.accept("- I"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plan: ", "**Plan:** ", "My plan: ", "Plan:\n- "})
    void aPlanForTheDayDoesNotWaitForItsEnd(String plan) {
        ReplyFilter filter = ReplyFilter.ofWords(false);
        String text = plan + "we go to the lake, then we have ice cream, and by then it is time to sleep.";
        assertEquals(text, filter.accept(text));
    }

    @Test
    void ofAModelThatThinksFirstNothingIsGivenOutUntilThen() {
        ReplyFilter filter = ReplyFilter.ofWords(true);
        assertEquals("", filter.accept("They want a joke."));
        assertEquals("Knock", filter.accept("</think>Knock"));
        assertEquals(" knock.", filter.accept(" knock."));
    }

    @Test
    void whereItDoesNotThinkAllOfItIsTheReplyUnlessItWasCutOff() {
        assertEquals("Knock knock.", played(ReplyFilter.ofWords(true), "Knock knock.<|im_end|>x", 3));
        ReplyFilter filter = ReplyFilter.ofWords(true);
        assertEquals("", filter.accept("And then I think that") + filter.end(true));
        filter = ReplyFilter.ofWords(false);
        assertEquals("", filter.accept("analysisAnd then I think that") + filter.end(true));
    }

    static Stream<String> hostile() {
        return Stream.of(
                "<",
                "<|",
                "[",
                "<think>",
                "`",
                "\n#",
                "{\"name\":",
                "analysisX",
                "<|im_start",
                "</think>\n",
                "\n{\"name\":",
                "\nDemi (",
                "\nDemi says",
                "<plan",
                "search(q=",
                "[a(",
                "Thinking...\n...done",
                "Plan: \nAnswer",
                "<tool_call> ",
                "<invoke a=",
                "\nUser",
                "a\n");
    }

    /** Quadratic work would take minutes. */
    @ParameterizedTest
    @MethodSource("hostile")
    void hostileRepliesTakeNoLongerThanOthers(String piece) {
        ReplyFilter filter = ReplyFilter.ofWords(false);
        int length = 0;
        for (int i = 0; i < 100_000; i++) {
            length += filter.accept(piece).length();
        }
        length += filter.end(false).length();
        assertTrue(length <= 100_000 * piece.length());
    }

    private static void assertFiltered(String clean, String raw) {
        String text = raw.replace("\\n", "\n");
        String expected = clean.replace("\\n", "\n");
        for (int size = 1; size <= text.length(); size++) {
            assertEquals(expected, played(ReplyFilter.ofWords(false), text, size), "in pieces of " + size);
        }
    }

    private static String played(ReplyFilter filter, String raw, int size) {
        StringBuilder clean = new StringBuilder();
        for (int at = 0; at < raw.length(); at += size) {
            String piece = filter.accept(raw.substring(at, Math.min(raw.length(), at + size)));
            if (filter.startsAnew()) {
                clean.setLength(0);
            }
            clean.append(piece);
        }
        String rest = filter.end(false);
        return (filter.startsAnew() ? "" : clean) + rest;
    }
}
