package demi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.OpenDevices;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A hidden page is no open device, so that the phone is told. */
class PresenceTest extends HttpTest {

    private boolean isOpen(String userId) throws Exception {
        return bus.request(OpenDevices.HAS_OPEN_DEVICE, new OpenDevices.HasOpenDevice(userId))
                .await(60, TimeUnit.SECONDS)
                .open();
    }

    private TestSocket page(String token) throws Exception {
        return device(token + "&stream=1");
    }

    private static void show(TestSocket device, Object visible) throws Exception {
        device.send(new JsonObject().put("event", "presence").put("data", new JsonObject().put("visible", visible)));
        assertEquals(List.of(), device.untilPong());
    }

    @Test
    void aPageThatIsHiddenDoesNotCountUntilItIsSeenAgain() throws Exception {
        assertFalse(isOpen("user-ada"));
        TestSocket page = page("ada");
        assertTrue(isOpen("user-ada"), "at first it is seen");
        show(page, false);
        assertFalse(isOpen("user-ada"));
        TestSocket other = page("ada-phone");
        assertTrue(isOpen("user-ada"), "another of theirs is");
        show(other, false);
        assertFalse(isOpen("user-ada"));
        show(page, true);
        assertTrue(isOpen("user-ada"));
        assertFalse(isOpen("user-bob"));
    }

    @Test
    void anAppThatKnowsNoSuchFrameCountsAsBefore() throws Exception {
        TestSocket app = device("ada");
        assertTrue(isOpen("user-ada"));
        show(app, false);
        assertTrue(isOpen("user-ada"));
    }

    @Test
    void whatIsNoPresenceIsAnErrorAndChangesNothing() throws Exception {
        TestSocket page = page("ada");
        for (String data : List.of("{}", "null", "{\"visible\":null}", "{\"visible\":\"false\"}", "{\"visible\":0}")) {
            page.send("{\"event\":\"presence\",\"data\":" + data + "}");
            assertEquals("invalid_message", page.next("error").getString("code"));
        }
        assertTrue(isOpen("user-ada"));
    }
}
