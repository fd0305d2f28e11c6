package demi.e2e.web;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A browser of a person's, with a profile of its own: Debian's Chromium, without a screen. */
final class Browser implements AutoCloseable {

    static final Dimension PHONE = new Dimension(360, 740);
    static final Dimension DESK = new Dimension(1280, 800);

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether this machine has what it takes; {@code scripts/test} says loudly where not. */
    static boolean isHere() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    static Browser open(Dimension size, String... arguments) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--lang=en-US",
                "--window-size=" + size.width + "," + size.height);
        options.addArguments(List.of(arguments));
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "en-US,en"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        // The window has borders; what counts is what the page sees.
        browser.devtools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", size.width, "height", size.height, "deviceScaleFactor", 1, "mobile", size.width < 600));
        return browser;
    }

    Browser go(String address) {
        driver.get(address);
        return this;
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** The first element that is there and shown. */
    WebElement see(String css) {
        return find(css, () -> {
            WebElement element = driver.findElement(By.cssSelector(css));
            return element.isDisplayed() ? element : null;
        });
    }

    /** A link or button by what it says, or is called. */
    WebElement named(String name) {
        return find(name, () -> {
            for (WebElement element :
                    driver.findElements(By.cssSelector("button, a, summary, [role=menuitem], [role=switch], option"))) {
                if (element.isDisplayed() && name.equals(element.getAccessibleName())) {
                    return element;
                }
            }
            return null;
        });
    }

    private WebElement find(String what, Look look) {
        WebElement[] found = new WebElement[1];
        try {
            await().atMost(PATIENCE).until(() -> {
                try {
                    found[0] = look.once();
                    return found[0] != null;
                } catch (NoSuchElementException | StaleElementReferenceException notYet) {
                    return false;
                }
            });
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            throw new AssertionError("not seen: " + what + " in:\n" + text() + "\n" + console(), late);
        }
        return found[0];
    }

    private interface Look {
        @Nullable
        WebElement once();
    }

    void click(String name) {
        named(name).click();
    }

    void fill(String css, String text) {
        see(css).sendKeys(text);
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Writes into the chat and sends. */
    void say(String words) {
        fill("#words", words);
        press(Keys.ENTER);
    }

    /** Waits until the page shows {@code text}. */
    void reads(String text) {
        try {
            await().atMost(PATIENCE).until(() -> text().contains(text));
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            throw new AssertionError("not read: " + text + " in:\n" + text() + "\n" + console(), late);
        }
    }

    /** Waits until the page no longer shows {@code text}. */
    void readsNoMore(String text) {
        await().atMost(PATIENCE).until(() -> !text().contains(text));
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    @Nullable
    Object script(String body, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(body, arguments);
    }

    @Nullable
    Object scriptAsync(String body, Object... arguments) {
        return ((JavascriptExecutor) driver).executeAsyncScript(body, arguments);
    }

    /** A list of strings that a script makes, at once or by {@code arguments[0]}. */
    @SuppressWarnings("unchecked")
    List<String> strings(@Nullable Object made) {
        return made instanceof List<?> list ? (List<String>) list : List.of(String.valueOf(made));
    }

    /** A number that a script makes. */
    double number(String body, Object... arguments) {
        return Double.parseDouble(String.valueOf(script(body, arguments)));
    }

    void devtools(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    /** All of the browser's network is gone, or back. */
    void offline(boolean offline) {
        devtools("Network.enable", Map.of());
        devtools(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** What the page complained about. */
    String console() {
        StringBuilder lines = new StringBuilder();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            lines.append(entry.getLevel())
                    .append(' ')
                    .append(entry.getMessage())
                    .append('\n');
        }
        return lines.toString();
    }

    /** Kept in {@code target/screenshots}, to be looked at. */
    void picture(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
