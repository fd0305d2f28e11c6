package demi.e2e.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import demi.e2e.Jar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;

/** Every page of the menu: it opens, nobody is kept out of it, and it fits a phone. Pictures of all go to target/screenshots. */
class WebPagesIT extends WebTest {

    private static final List<String> PAGES = List.of(
            "",
            "her/mood",
            "her/memories",
            "her/initiative",
            "house/people",
            "house/models",
            "house/persona",
            "house/health",
            "house/backups",
            "house/settings",
            "mine/account",
            "mine/devices",
            "mine/notifications",
            "mine/networks",
            "mine/look",
            "welcome");

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** What a browser is told to prefer, and how the pictures of it are called. */
    private record Look(String name, Dimension size, List<Map<String, String>> features) {}

    private static final List<Look> LOOKS = List.of(
            new Look("phone-light", Browser.PHONE, List.of(scheme("light"))),
            new Look("desk-dark", Browser.DESK, List.of(scheme("dark"))),
            new Look("desk-light", Browser.DESK, List.of(scheme("light"))),
            new Look("phone-dark", Browser.PHONE, List.of(scheme("dark"))),
            new Look("desk-forced", Browser.DESK, List.of(Map.of("name", "forced-colors", "value", "active"))));

    private static Map<String, String> scheme(String value) {
        return Map.of("name", "prefers-color-scheme", "value", value);
    }

    @Test
    void everyPageIsForEverybody() throws Exception {
        List<String> problems = new ArrayList<>();
        try (Jar jar = serve();
                Browser browser = Browser.open(Browser.DESK)) {
            browser.go(address(jar.port(), "/setup?code=" + jar.setupCode()));
            browser.see("[name=email]");
            look(browser, "setup", problems);
            setUp(browser, jar);
            browser.say("Thank you, you are wonderful! My name is Ann.");
            browser.reads("What did you break this time?");
            browser.see(".hers .opener").click();
            look(browser, "chat-menu", problems);
            browser.click("Delete");
            browser.see("dialog");
            look(browser, "chat-dialog", problems);
            browser.click("Cancel");
            browser.click("Search the conversation");
            browser.fill("[type=search]", "wonderful");
            browser.see(".hit");
            look(browser, "chat-search", problems);
            browser.click("Search the conversation");
            for (String page : PAGES) {
                browser.script("location.hash = '#/' + arguments[0]", page);
                open(browser);
                assertEquals("", browser.console(), page);
                look(browser, page.isEmpty() ? "chat" : page.replace('/', '-'), problems);
                String title = String.valueOf(browser.script("return document.querySelector('h1').textContent"));
                assertTrue(!title.isBlank() && !title.contains("nothing"), page + ": " + title);
            }
        }
        try (Jar jar = serve();
                Browser browser = Browser.open(Browser.DESK)) {
            browser.go(address(jar.port(), "/"));
            browser.see("[name=email]");
            look(browser, "login", problems);
            browser.script("document.querySelector('main').append(document.createElement('img'))");
            assertTrue(violations(browser).size() == 1, "what is wrong is found");
        }
        assertEquals(List.of(), problems);
    }

    /** Until the page has what it asked the server for. */
    private static void open(Browser browser) {
        await().until(() -> Boolean.TRUE.equals(browser.script("const content = document.getElementById('content');"
                + " return Boolean(content) && !content.closest('[aria-busy=true]')"
                + " && !/One moment/.test(content.textContent)")));
    }

    @SuppressWarnings("deprecation") // the other way opens a window of its own, which this page's policy keeps empty
    private static List<Rule> violations(Browser browser) {
        return new AxeBuilder()
                .setLegacyMode(true)
                .withTags(RULES)
                .analyze(browser.driver())
                .getViolations();
    }

    private static void look(Browser browser, String name, List<String> problems) throws Exception {
        for (Look look : LOOKS) {
            browser.devtools(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of(
                            "width",
                            look.size().width,
                            "height",
                            look.size().height,
                            "deviceScaleFactor",
                            1,
                            "mobile",
                            look.size().width < 600));
            List<Map<String, String>> features = new ArrayList<>(look.features());
            // What slides is not caught in the middle.
            features.add(Map.of("name", "prefers-reduced-motion", "value", "reduce"));
            browser.devtools("Emulation.setEmulatedMedia", Map.of("features", features));
            browser.picture(name + "-" + look.name());
            if (!Boolean.TRUE.equals(browser.script(
                    "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))) {
                problems.add(name + ", " + look.name() + ": wider than the screen");
            }
            for (Rule violation : violations(browser)) {
                problems.add(name + ", " + look.name() + ": " + violation.getId() + " "
                        + violation.getNodes().stream()
                                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                .toList());
            }
        }
        // What axe itself may not do on this page is no fault of the page.
        browser.console();
    }
}
