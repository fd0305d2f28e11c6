package demi.e2e.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.e2e.Jar;
import demi.e2e.TestClient;
import demi.e2e.WithOllama;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** The web app through the packaged jar, in a real browser. */
abstract class WebTest extends WithOllama {

    @BeforeEach
    void needsABrowser() {
        assumeTrue(Browser.isHere(), "no Chromium and chromedriver");
    }

    static String address(int port, String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** From the one-time link to the chat. */
    static void setUp(Browser browser, Jar jar) {
        setUp(browser, jar, jar.port());
    }

    static void setUp(Browser browser, Jar jar, int port) {
        browser.go(address(port, "/setup?code=" + jar.setupCode()));
        browser.fill("[name=username]", "Ann");
        browser.fill("[name=email]", TestClient.EMAIL);
        browser.fill("[name=password]", TestClient.PASSWORD);
        browser.click("Make my account");
        browser.click("Talk to her");
        browser.see("#words");
    }

    static void login(Browser browser, Jar jar) {
        browser.go(address(jar.port(), "/"));
        browser.fill("[name=email]", TestClient.EMAIL);
        browser.fill("[name=password]", TestClient.PASSWORD);
        browser.click("Log in");
        browser.see("#words");
    }

    /** Started again where it was: browsers come back to the same address. */
    Jar serveAt(int port) {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("ANDROID_API_PORT", String.valueOf(port));
        return Jar.serve(directory, environment, "--conf", "demi.yaml");
    }

    Path database() {
        return directory.resolve("data").resolve("demi.sqlite");
    }
}
