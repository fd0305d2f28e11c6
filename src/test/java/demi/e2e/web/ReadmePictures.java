package demi.e2e.web;

import static org.awaitility.Awaitility.await;

import demi.e2e.Jar;
import demi.rehearse.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Makes the pictures of the README, by {@code scripts/pictures}; its name keeps it out of the tests. */
class ReadmePictures extends WebTest {

    private static final Path FOLDER = Path.of("src", "pictures");

    private static final List<String[]> TALK = List.of(
            new String[] {"I passed the exam!", "Of course you did. I told the basil and it was not surprised either."},
            new String[] {
                "You are the best. What should I cook to celebrate?",
                "Something you can burn without tears:\n\n1. **Shakshuka**, if there are eggs left\n2. Pasta with the tomatoes that you forget every week\n\nI vote for the eggs."
            },
            new String[] {
                "How do I boil them again?",
                "Water first, then eggs, then patience:\n\n```python\nfor egg in eggs:\n    boil(egg, minutes=7)\n```\n\nSet a timer. You know why."
            });

    @Test
    void pictures() throws Exception {
        Files.createDirectories(FOLDER);
        try (Jar jar = serve();
                Browser phone = Browser.open(Browser.PHONE);
                Browser desk = Browser.open(Browser.DESK)) {
            setUp(phone, jar);
            for (int i = 0; i < TALK.size(); i++) {
                ollama.play(Script.saying(TALK.get(i)[1]));
                phone.say(TALK.get(i)[0]);
                int replies = i + 1;
                await().until(() -> phone.count(".hers:not(.typing):not([aria-busy])") == replies);
            }
            phone.see(".hljs-keyword");
            phone.script("document.activeElement.blur()");
            keep(phone, "chat");
            login(desk, jar);
            desk.script("location.hash = '#/her/mood'");
            desk.see("canvas");
            keep(desk, "mood");
            desk.devtools(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
            desk.script("location.hash = '#/house/health'");
            desk.reads("Everything is well.");
            keep(desk, "health");
        }
    }

    private static void keep(Browser browser, String name) throws Exception {
        Files.write(
                FOLDER.resolve(name + ".png"), browser.driver().getScreenshotAs(org.openqa.selenium.OutputType.BYTES));
    }
}
