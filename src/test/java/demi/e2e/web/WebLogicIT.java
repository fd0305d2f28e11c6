package demi.e2e.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.e2e.Jar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The web app's pure functions, in the browser that they are for. */
class WebLogicIT extends WebTest {

    private static final String RUN = """
            const done = arguments[0];
            const version = /web\\/(\\w+)\\//.exec(document.querySelector("script[type=module]").src)[1];
            const same = (is, wanted, why) => {
              if (JSON.stringify(is) !== JSON.stringify(wanted)) {
                throw new Error(`${why || ""} is ${JSON.stringify(is)}, wanted ${JSON.stringify(wanted)}`);
              }
            };
            import(`/web/${version}/chat/conversation.js`).then((c) => {
              const tests = SOURCE;
              const failed = [];
              for (const [name, test] of Object.entries(tests)) {
                try {
                  test();
                } catch (error) {
                  failed.push(`${name}: ${error.message}`);
                }
              }
              done([String(Object.keys(tests).length), ...failed]);
            }).catch((error) => done([String(error)]));
            """;

    @Test
    void framesAndPagesMakeOneConversation() throws Exception {
        String tests = Files.readString(Path.of("src/test/resources/web/conversation.test.js"), StandardCharsets.UTF_8);
        String expression = "(() => {\n" + tests.replace("export default", "return") + "\n})()";
        try (Jar jar = serve();
                Browser browser = Browser.open(Browser.DESK)) {
            browser.go(address(jar.port(), "/"));
            browser.see("h1");
            List<String> lines = browser.strings(browser.scriptAsync(RUN.replace("SOURCE", expression)));
            assertEquals(List.of(), lines.subList(1, lines.size()));
            assertTrue(Integer.parseInt(lines.get(0)) > 12, lines.get(0));
        }
    }

    private static final String SENTENCES = """
            const done = arguments[0];
            (async () => {
              const worker = await (await fetch("/sw.js")).text();
              const version = /VERSION = "(\\w+)"/.exec(worker)[1];
              const files = JSON.parse(/SHELL = (\\[.*?\\]);/.exec(worker)[1]).filter((name) => name.endsWith("/words.js"));
              const wrong = [];
              for (const file of files) {
                for (const [name, entry] of Object.entries((await import(`/web/${version}/${file}`)).default)) {
                  const forms = entry.map((form) => (typeof form === "string" ? [form] : [form.one, form.other]));
                  const places = forms.map((all) => [...new Set(all.flatMap((form) => form.match(/\\{\\w+\\}/g) || []))].sort().join());
                  if (entry.length !== 2 || forms.flat().some((form) => !form) || places[0] !== places[1]) wrong.push(`${file}: ${name}`);
                }
              }
              done([String(files.length), ...wrong]);
            })().catch((error) => done([String(error)]));
            """;

    @Test
    void everySentenceIsThereInBothLanguages() throws Exception {
        try (Jar jar = serve();
                Browser browser = Browser.open(Browser.DESK)) {
            browser.go(address(jar.port(), "/"));
            browser.see("h1");
            List<String> lines = browser.strings(browser.scriptAsync(SENTENCES));
            assertEquals(List.of(), lines.subList(1, lines.size()));
            assertTrue(Integer.parseInt(lines.get(0)) >= 6, lines.get(0));
        }
    }
}
