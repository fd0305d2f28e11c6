package demi.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.store.AccountStore;
import demi.bus.Failure;
import demi.rehearse.ScriptStep;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A dry run, a pause, and accounts that are gone or disabled. */
class AutonomySwitchTest extends AutonomyRoomFixture {

    @Test
    void whoIsRemovedWhileSheLooksForWordsKeepsHerFromNobodyElse() {
        open();
        house.add("bob");
        house.say("ann", "I am off to Porto");
        house.say("bob", "I am off to Rome");
        house.pass(DAY.plusHours(2));
        AtomicReference<String> removed = new AtomicReference<>();
        house.ollama.play(request -> {
            String who = request.messages().stream()
                            .anyMatch(message -> message.content().contains("Porto"))
                    ? "ann"
                    : "bob";
            if (!removed.compareAndSet(null, who)) {
                return List.of(ScriptStep.say("How is it there?"));
            }
            Future<?> gone =
                    house.bus.request(AccountStore.REMOVE_USER, new AccountStore.RemoveUser(who + "@example.org"));
            return List.of(ScriptStep.gate(gone), ScriptStep.say("Hello?"));
        });
        house.look();
        String other = "ann".equals(removed.get()) ? "bob" : "ann";
        assertEquals("How is it there?", last(other));
        assertEquals(0, house.messages("ann".equals(other) ? "bob" : "ann").size());
    }

    @Test
    void aDryRunSaysWhatSheWouldDoAndDoesNothing() {
        lonely();
        Decision would = house.ask(AutonomyApi.PREVIEW, new AutonomyApi.PreviewDecision("ann"));
        assertEquals(Kind.CHECK_IN, would.kind());
        assertNull(would.messageId());
        assertEquals(2, house.messages("ann").size());
        assertEquals(List.of(), house.decisions("ann"));
        assertEquals(
                Failure.Code.NOT_FOUND,
                assertThrows(
                                Failure.class,
                                () -> house.ask(AutonomyApi.PREVIEW, new AutonomyApi.PreviewDecision("nobody")))
                        .code());
    }

    @Test
    void pausedIsPausedAlsoAfterARestart() {
        lonely();
        house.ask(AutonomyApi.PAUSE, new AutonomyApi.Pause(true));
        house.restart();
        house.look();
        assertEquals("paused", house.newest("ann").code());
        house.ask(AutonomyApi.PAUSE, new AutonomyApi.Pause(false));
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind());
    }

    @Test
    void anAccountThatIsDisabledHearsNothing() {
        lonely();
        house.ask(AccountStore.CHANGE_USER, new AccountStore.ChangeUser("ann@example.org", null, false, false));
        house.look();
        assertEquals(2, house.messages("ann").size());
    }
}
