package demi.e2e.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.e2e.Jar;
import demi.e2e.TestClient;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WindowType;

/** What the browser makes of a server that goes and comes, and of a network that does. */
class WebConnectionIT extends WebTest {

    @Test
    void aRestartInTheMiddleOfAReplyIsLivedThrough() throws Exception {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("Once upon "), ScriptStep.gate(never.future())));
        int port;
        try (Browser phone = Browser.open(Browser.PHONE)) {
            try (Jar jar = serve()) {
                port = jar.port();
                setUp(phone, jar);
                phone.say("Tell me a story");
                phone.reads("Once upon");
                jar.kill();
            }
            ollama.play(Script.saying("A new day."));
            phone.reads("No connection to Demi");
            phone.picture("no-connection-phone");
            try (Jar again = serveAt(port)) {
                assertEquals(port, again.port());
                phone.readsNoMore("No connection to Demi");
                phone.reads("A new day.");
                assertEquals(1, phone.count(".mine"));
                phone.say("Still there?");
                await().until(() -> phone.count(".hers:not(.typing)") == 2);
            }
        }
    }

    @Test
    void aBrowserThatTakesItselfForOfflineIsNotBelievedWhereSheAnswers() throws Exception {
        try (Jar jar = serve();
                Browser phone = Browser.open(Browser.PHONE)) {
            setUp(phone, jar);
            phone.scriptAsync("dispatchEvent(new Event('offline'));"
                    + "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
            phone.readsNoMore("You are offline.");
            phone.say("Hello");
            phone.reads("What did you break this time?");
            assertEquals("", phone.console());
        }
    }

    @Test
    void aNetworkThatDropsEverythingInSilenceIsNoticed() throws Exception {
        try (Jar jar = serve();
                Wire wire = new Wire(jar.port());
                Browser phone = Browser.open(Browser.PHONE)) {
            setUp(phone, jar, wire.port());
            phone.say("Hello");
            phone.reads("What did you break this time?");
            wire.fallSilent();
            phone.say("Can you hear me?");
            await().atMost(Duration.ofSeconds(60)).until(() -> phone.text().contains("No connection to Demi"));
            wire.recover();
            phone.readsNoMore("No connection to Demi");
            await().until(() -> phone.count(".mine:not(.waiting)") == 2 && phone.count(".hers:not(.typing)") == 2);
            assertEquals(0, phone.count(".waiting"));
        }
    }

    @Test
    void whatIsWrittenOfflineSurvivesAReloadAndArrivesOnce() throws Exception {
        int port;
        try (Browser phone = Browser.open(Browser.PHONE)) {
            try (Jar jar = serve()) {
                port = jar.port();
                setUp(phone, jar);
                // The shell is kept once the worker is there.
                phone.scriptAsync("const done = arguments[0]; navigator.serviceWorker.ready.then(() => done(true))");
            }
            phone.say("one");
            phone.say("two");
            phone.say("three");
            // Another tab of the same person's writes into the same list.
            String first = phone.driver().getWindowHandle();
            phone.driver().switchTo().newWindow(WindowType.TAB);
            phone.go(address(port, "/"));
            phone.say("four");
            phone.driver().switchTo().window(first);
            await().until(() -> phone.count(".waiting") == 4);
            phone.fill("#words", "a draft");
            phone.reload();
            phone.see("#words");
            assertEquals(List.of("one", "two", "three", "four"), phone.texts(".waiting .words"));
            assertEquals("a draft", phone.see("#words").getAttribute("value"));
            phone.picture("offline-phone");
            try (Jar jar = serveAt(port)) {
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> phone.count(".waiting") == 0 && phone.count(".mine") == 4);
                assertEquals(List.of("one", "two", "three", "four"), phone.texts(".mine .words"));
                await().until(() -> phone.count(".hers:not(.typing)") >= 1);
                assertEquals(
                        List.of("one", "two", "three", "four"),
                        TestClient.login(jar).messages().stream()
                                .filter(message -> "user".equals(message.getString("sender")))
                                .map(message -> message.getString("content"))
                                .toList());
            }
        }
    }

    @Test
    void aDeviceThatIsLoggedOutElsewhereIsShownTheDoor() throws Exception {
        try (Jar jar = serve();
                Browser phone = Browser.open(Browser.PHONE);
                Browser desk = Browser.open(Browser.DESK)) {
            setUp(phone, jar);
            login(desk, jar);
            desk.go(address(jar.port(), "/#/mine/devices"));
            desk.click("End session");
            phone.see("[name=password]");
            phone.reads("Your session has ended.");
            assertEquals(0, phone.count(".message"));
        }
    }

    @Test
    void aBrowserBelongsToOnePersonInAllOfItsTabs() throws Exception {
        try (Jar jar = serve();
                Browser desk = Browser.open(Browser.DESK)) {
            setUp(desk, jar);
            String owner = desk.driver().getWindowHandle();
            desk.say("A secret of mine");
            desk.reads("What did you break this time?");
            desk.fill("#words", "a draft of mine");
            desk.script("window.asked = fetch('api/v1/auth/refresh', {method: 'POST', headers: {'Content-Type':"
                    + " 'application/json'}, body: '{\"cookie\": true}'}).then((answer) => answer.json())"
                    + ".then(({access_token: token}) => fetch('api/v1/people/invites', {method: 'POST', headers:"
                    + " {'Content-Type': 'application/json', Authorization: `Bearer ${token}`}, body: '{}'}))"
                    + ".then((answer) => answer.json())");
            String path = String.valueOf(
                    desk.scriptAsync("const done = arguments[0]; window.asked.then((invite) => done(invite.path))"));
            desk.driver().switchTo().newWindow(WindowType.TAB);
            desk.go(address(jar.port(), "/" + path));
            desk.fill("[name=email]", "bob@example.org");
            desk.fill("[name=password]", "bobs long password");
            desk.click("Make my account");
            desk.see("#words");
            desk.driver().switchTo().window(owner);
            desk.reads("bob@example.org");
            desk.readsNoMore("A secret of mine");
            assertEquals("", desk.see("#words").getAttribute("value"));
            desk.say("I am Bob");
            desk.reads("What did you break this time?");
            assertEquals(2, TestClient.login(jar).messages().size(), "nothing of his is in her conversation");
        }
    }
}
