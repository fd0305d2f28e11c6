package demi.matrix.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model writes, as Matrix' clients show it. */
class MatrixHtmlTest {

    @Test
    void plainTextNeedsNone() {
        assertNull(MatrixHtml.of("Hello there.\n\nHow are you? 2 * 3 * 4, snake_case_name, <b>, a & b"));
        assertNull(MatrixHtml.of("https://example.org/a_b_c_d"));
        assertNull(MatrixHtml.of(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "**bold** | <p><strong>bold</strong></p>",
                "__bold__ and *em* and _em_ | <p><strong>bold</strong> and <em>em</em> and <em>em</em></p>",
                "***both*** | <p><strong><em>both</em></strong></p>",
                "**a *b* c** | <p><strong>a <em>b</em> c</strong></p>",
                "*a **b** c* | <p><em>a <strong>b</strong> c</em></p>",
                "~~gone~~ | <p><del>gone</del></p>",
                "**use `x < y`** | <p><strong>use <code>x &lt; y</code></strong></p>",
                "`**` no **yes** | <p><code>**</code> no <strong>yes</strong></p>",
                "[a *b*](https://x.org/?a=1&b=2) | <p><a href=\"https://x.org/?a=1&amp;b=2\">a <em>b</em></a></p>",
                "[w](https://x.org/a_(b)) | <p><a href=\"https://x.org/a_(b)\">w</a></p>",
                "\\*no\\* | <p>*no*</p>",
                "**<img src=x onerror=\"a\"> & '** | <p><strong>&lt;img src=x onerror=&quot;a&quot;&gt; &amp; &#39;</strong></p>",
                "## Title **b** | <h2>Title <strong>b</strong></h2>",
            })
    void marks(String markdown, String html) {
        assertEquals(html, MatrixHtml.of(markdown));
    }

    @Test
    void listsCodeAndQuotations() {
        assertEquals(
                "<p>So:</p><ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul><ol start=\"3\"><li>three</li></ol><p>End</p>",
                MatrixHtml.of("So:\n- one\n  - inner\n- two\n3. three\n\nEnd"));
        assertEquals(
                "<pre><code class=\"language-java\">a &lt; b;\n  **c**\n</code></pre><p>after</p>",
                MatrixHtml.of("```java\na < b;\n  **c**\n```\nafter"));
        assertEquals("<pre><code>left open\n</code></pre>", MatrixHtml.of("```\nleft open"));
        assertEquals("<blockquote>a<br>b</blockquote><p>c</p>", MatrixHtml.of("> a\n> b\n\nc"));
    }

    @Test
    void nothingButItsOwnTagsGetsThrough() {
        for (String hostile : new String[] {
            "[x](javascript:alert(1)) **a**",
            "[x](https://a\"onclick=\"b) **a**",
            "```<script>\nx\n``` **a**",
            "**a** \u00010\u0002 <script>alert(1)</script>",
            "- <script>\n> <script>\n# <script>"
        }) {
            String html = MatrixHtml.of(hostile);
            assertNotNull(html, hostile);
            assertFalse(
                    html.contains("<script") || html.contains("href=\"javascript") || html.contains("\"onclick"), html);
        }
    }

    @Test
    void marksThatCrossStayAsTheyAre() {
        assertEquals("<p><strong>a *b</strong> c*</p>", MatrixHtml.of("**a *b** c*"));
    }

    @Test
    void longNonsenseTakesNoTime() {
        for (String piece :
                new String[] {"**", "*a", "`", "[", "[a](", "_a _", "> ", "- ", "  - a\n", "~~a", "\\", "```\n"}) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                MatrixHtml.of(piece.repeat(16_000 / piece.length()));
            });
        }
    }
}
