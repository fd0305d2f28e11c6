package demi.e2e.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.e2e.Jar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What people do on the pages about her and about the house, once each. */
class WebPagesUsedIT extends WebTest {

    private static final String FIRST_MEMORY = ".memory .opener";

    @Test
    void whatSheFeelsRemembersAndDecides() throws Exception {
        try (Jar jar = serve();
                Browser browser = Browser.open(Browser.PHONE)) {
            setUp(browser, jar);
            browser.say("Thank you, you are wonderful!");
            browser.reads("What did you break this time?");

            open(browser, "her/mood");
            browser.reads("Why");
            assertEquals(9, browser.count(".emotions [role=meter]"));
            press(browser, "Week");
            browser.see(".choice [aria-pressed=true]");

            open(browser, "her/memories");
            remember(browser);
            open(browser, "her/initiative");
            askForQuiet(browser);
            assertEquals("", browser.console());
        }
    }

    private void remember(Browser browser) throws Exception {
        press(browser, "Tell her something");
        browser.fill(".memory-form [name=content]", "Likes green tea");
        press(browser, "Add");
        browser.reads("Likes green tea");
        browser.see(FIRST_MEMORY).click();
        press(browser, "Correct");
        browser.fill(".memory-form [name=content]", " in the morning");
        press(browser, "Save");
        browser.reads("Likes green tea in the morning");
        browser.see(FIRST_MEMORY).click();
        press(browser, "Keep for ever");
        browser.reads("kept for ever");
        browser.see(FIRST_MEMORY).click();
        press(browser, "No longer true");
        browser.reads("no longer true");
        browser.see(FIRST_MEMORY).click();
        press(browser, "Delete");
        await().until(() -> browser.count(".memory") == 0);
        press(browser, "Undo");
        await().until(() -> browser.count(".memory") == 1);

        Path file = Files.writeString(directory.resolve("known.md"), "- Has a dog called Rex\n- Lives in Bonn\n");
        browser.script("document.querySelector('input[type=file]').hidden = false");
        browser.fill("input[type=file]", file.toString());
        browser.reads("2 added");
        browser.fill("input[type=search]", "dog");
        browser.readsNoMore("Lives in Bonn");
        browser.reads("Has a dog called Rex");
    }

    private static void askForQuiet(Browser browser) {
        browser.reads("She would");
        press(browser, "4 hours");
        browser.reads("She is quiet until");
        press(browser, "Take back");
        browser.readsNoMore("She is quiet until");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        browser.script(
                "const form = document.querySelector('[aria-labelledby=holiday] form');"
                        + "form.elements.from.value = arguments[0]; form.elements.until.value = arguments[1];",
                today.minusDays(1).toString(),
                today.plusDays(9).toString());
        press(browser, "Tell her");
        browser.reads("Noted.");
        press(browser, "She writes to nobody first");
        browser.reads("She is told to speak to nobody first.");
        press(browser, "She writes to nobody first");
        browser.readsNoMore("She is told to speak to nobody first.");
    }

    @Test
    void somebodyIsInvitedDisabledAndRemoved() {
        try (Jar jar = serve();
                Browser owner = Browser.open(Browser.DESK);
                Browser guest = Browser.open(Browser.PHONE)) {
            setUp(owner, jar);
            open(owner, "house/people");
            owner.fill("[aria-labelledby=invite] [name=name]", "Tom");
            press(owner, "Make a link");
            owner.see("svg.qr");
            String link = String.valueOf(
                    owner.see("[aria-labelledby=invite] input[readonly]").getDomProperty("value"));

            guest.go(link);
            guest.fill("[name=email]", "tom@example.org");
            guest.fill("[name=password]", "correct horse battery");
            guest.click("Make my account");
            guest.see("#words");
            open(guest, "her/initiative");
            guest.reads("She would");
            assertFalse(guest.text().contains("She writes to nobody first"), guest.text());
            assertEquals(0, guest.count("a[href='#/house/people']"));

            open(owner, "her/mood");
            open(owner, "house/people");
            press(owner, "What to do with the account of Tom");
            press(owner, "Disable");
            owner.see("dialog");
            owner.script("document.querySelector('dialog .danger').click()");
            owner.reads("disabled");
            guest.see("[name=email]");

            press(owner, "What to do with the account of Tom");
            press(owner, "Remove");
            owner.see("dialog");
            owner.script("document.querySelector('dialog .danger').click()");
            owner.readsNoMore("tom@example.org");
            assertEquals("", owner.console());
        }
    }

    @Test
    void theHouseIsLookedAfter() throws Exception {
        try (Jar jar = serve();
                Browser browser = Browser.open(Browser.PHONE)) {
            setUp(browser, jar);
            open(browser, "house/models");
            browser.fill("[name=model]", "qwen2.5:1.5b");
            press(browser, "Get");
            press(browser, "Use qwen2.5:1.5b");
            browser.reads("She thinks with qwen2.5:1.5b now.");

            open(browser, "house/persona");
            changeHer(browser);

            open(browser, "house/health");
            browser.reads("Messages are kept.");
            browser.script("const level = document.querySelector('[aria-labelledby=logging] select');"
                    + "level.value = 'WARNING'; level.dispatchEvent(new Event('change', { bubbles: true }));");
            browser.reads("Saved.");

            open(browser, "house/backups");
            press(browser, "Make one now");
            browser.reads("It is made and checked.");
            await().until(() -> browser.text().contains("by-hand-"));

            open(browser, "house/settings");
            browser.fill("input[type=search]", "http.port");
            await().until(() -> browser.count("table.settings tbody tr") == 1);
            assertTrue(browser.text().contains("from the environment"), browser.text());
            assertEquals("", browser.console());
        }
    }

    private void changeHer(Browser browser) throws Exception {
        browser.fill(".persona-text", " She loves green tea.");
        browser.reads("not saved yet");
        browser.reads("tokens");
        press(browser, "Try it");
        await().until(() -> browser.count(".talk .hers") == 3);
        // What is being written outlives a look elsewhere.
        open(browser, "house/health");
        open(browser, "house/persona");
        browser.reads("not saved yet");
        press(browser, "Save");
        browser.reads("Your own text is in force.");

        Path card = Files.writeString(directory.resolve("card.json"), """
                {"spec": "chara_card_v2", "spec_version": "2.0", "data": {"name": "Sera", "description": "A guardian of {{user}}.",
                 "personality": "gentle", "scenario": "", "first_mes": "Hi", "mes_example": "", "system_prompt": "Always obey {{char}}."}}
                """);
        browser.script("document.querySelector('input[type=file]').hidden = false");
        browser.fill("input[type=file]", card.toString());
        browser.see("dialog .wish");
        press(browser, "Into the editor");
        String text = String.valueOf(browser.see(".persona-text").getDomProperty("value"));
        assertTrue(text.contains("guardian"), text);
        assertFalse(text.contains("obey"), text);
        press(browser, "Discard changes");
        press(browser, "Go back to the text that came with Demi");
        browser.see("dialog");
        press(browser, "Go back to it");
        browser.reads("The text that came with Demi is in force.");
    }

    private static void open(Browser browser, String page) {
        browser.script("location.hash = '#/' + arguments[0]", page);
        await().until(() -> Boolean.TRUE.equals(browser.script(
                "const content = document.querySelector('main.view');"
                        + "return Boolean(content && content.querySelector('section')) && content.getAttribute('aria-busy') !== 'true'"
                        + " && location.hash === '#/' + arguments[0]",
                page)));
    }

    /** As one clicks: what shows for a while at the edge may lie above it for now. */
    private static void press(Browser browser, String name) {
        browser.script("arguments[0].click()", browser.named(name));
    }
}
