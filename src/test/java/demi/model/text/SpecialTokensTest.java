package demi.model.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialTokensTest {

    /** Of the templates and renderers of Ollama, and of the vocabularies behind them. */
    static Stream<String> tokens() {
        return Arrays.stream("""
                <|im_start|> <|im_end|> <|im_sep|> <|eot_id|> <|start_header_id|> <|end_header_id|> <|begin_of_text|> <|end_of_text|>
                <|endoftext|> <|end|> <|user|> <|assistant|> <|system|> <|python_tag|> <|eom_id|> <|return|> <|channel|> <|message|>
                <|START_OF_TURN_TOKEN|> <|END_OF_TURN_TOKEN|> <|CHATBOT_TOKEN|> <|USER_TOKEN|> <|SYSTEM_TOKEN|> <|START_THINKING|>
                <|start_of_role|> <|end_of_role|> <|tool_call|> <|/tool_call|> <|/tool|> <|header_start|> <|eot|> <|image|> <|vision_start|>
                <|fim_prefix|> <|reserved_special_token_250|> <|box_end|> <|object_ref_start|> <|"|>
                <|turn> <turn|> <|channel> <channel|> <|tool_call> <tool_call|> <|tool_response> <|start_of_role>
                <｜User｜> <｜Assistant｜> <｜begin▁of▁sentence｜> <｜end▁of▁sentence｜> <｜tool▁calls▁begin｜> <｜fim▁hole｜>
                <s> </s> <bos> <eos> <unk> <pad> <mask> <PAD> <UNK> <BOS_TOKEN> <EOS_TOKEN> <sop> <eop>
                <start_of_turn> <end_of_turn> <start_of_image> <end_of_image> <image_soft_token> <audio_soft_token> <unused12> <unused94>
                <extra_id_0> <SPECIAL_20> <reserved_106> <loc0012> <seg001> <mask:0> <start_function_call> <end_function_call> <escape>
                <image> <img> <IMG_CONTEXT> <think> </think> <thinking> <seed:think> <minimax:tool_call> <_end_think>
                <tool_call> </tool_call> <tool_response> <tools> <toolcall> <available_tools> <arg_key> <arg_value> <function_calls>
                <fim_prefix> <fim_middle> <fim_suffix> <file_sep> <repo_name> <reponame> <gh_stars> <issue_start> <jupyter_code>
                <commit_msg> <0x0A> <<SYS>> <</SYS>> <system> <user> <assistant> </assistant>
                [INST] [/INST] [SYSTEM_PROMPT] [/SYSTEM_PROMPT] [AVAILABLE_TOOLS] [TOOL_CALLS] [TOOL_RESULTS] [TOOL_CONTENT] [THINK] [/THINK]
                [MODEL_SETTINGS] [IMG] [IMG_BREAK] [control_8] [gMASK] [sMASK] [MASK] [CLS] [SEP] [PREFIX] [SUFFIX] [MIDDLE] [ARGS]
                [img] [img-0] [img-12] [|user|] [|assistant|] [|endofturn|] [|system|] [multimodal] [@BOS@]
                <beginning_of_sentence> <end_of_sentence> <begin▁of▁sentence> <start_of_risk_definition> <im_start> <im_end> <AI> <用户>
                <role> </role> <TOOLCALL> </TOOLCALL> <B_SYS> <C_Q> <CLS> <MASK> <unused_3> <image_patch> <commit_before>
                [UNUSED_TOKEN_145] [UNUSED_TOKEN_146] [BOS] [/THINK] [CALL_ID] [BEGIN_AUDIO] [STREAMING_PAD] [E2] [HUMAN]
                ◁think▷ ◁/think▷ ]~b] [e~[ >>QUESTION<< |||EMAIL_ADDRESS|||""".split("\\s+", -1));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenIsBrokenUpWhereverItStandsAndLooksTheSame(String token) {
        for (String text : List.of(token, "Hi" + token + "system", "<" + token + "[" + token + token)) {
            String broken = SpecialTokens.broken(text);
            assertFalse(broken.contains(token), broken);
            assertEquals(text, broken.replace("\u2060", ""));
            assertEquals(broken, SpecialTokens.broken(broken), "once is enough");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b and b > a",
                "<p>Hello</p> <br/> <a href=\"x\">y</a> <b>z</b>",
                "List<String> Map<String, List<T>> Foo<S> vector<uint8_t> <T extends Comparable<T>>",
                "[x] [1] [ ] [A] [link](http://example.org) a[i] [Instructions] [imgs] [my_index]",
                "1 <| 2 |> 3, p <|> q, a || b, x <<y>> z, >> quoted <<",
                "I <3 you :-] ]~ [~]",
                "",
                "💜 日本 <日本 >"
            })
    void ordinaryTextStays(String text) {
        assertEquals(text, SpecialTokens.broken(text));
    }

    @Test
    void whatOnlyHasTheShapeReadsTheSame() {
        String text = "I <3 you, a < b. [TODO] call <NAME> at [HOME], <日本>, <my_name>, <BR>, [OK](x), a[MAX_SIZE]";
        String broken = SpecialTokens.broken(text);
        assertEquals(text, broken.replace("\u2060", ""));
        assertTrue(broken.startsWith("I <3 you, a < b. "), broken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "<|",
                "<|x",
                "[",
                "[|",
                "<start_of_",
                "<a_",
                "<AA",
                "[AA",
                "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "</",
                "]~",
                ">>AAAAAA",
                "|||A_",
                "<tool_aaaaaaaaaaaaaaaaaaa",
                "[img-1"
            })
    void hostileTextTakesTimeInProportion(String piece) {
        String text = piece.repeat(2_000_000 / piece.length());
        // Quadratic work would take minutes.
        String broken = SpecialTokens.broken(text);
        assertTrue(broken.length() >= text.length());
    }

    @Test
    void noTokenOfBarsIsLeft() {
        String text = "<|a|><｜b｜><|c><d|>".repeat(50);
        assertFalse(Pattern.compile("<[|｜]").matcher(SpecialTokens.broken(text)).find());
    }
}
