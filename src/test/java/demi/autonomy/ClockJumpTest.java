package demi.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.AutonomyApi.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A clock that is set. */
class ClockJumpTest extends AutonomyRoomFixture {

    @Test
    void aClockThatJumpsADayEitherWayMakesHerWait() {
        open();
        house.say("ann", "Good morning");
        house.look();
        house.setClock(DAY);
        house.look();
        assertEquals("clock", house.newest("ann").code());
        house.pass(Duration.ofMinutes(45));
        house.look();
        assertEquals("clock", house.newest("ann").code());
        house.pass(Duration.ofMinutes(30));
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind(), "by the clock as it is, a day has gone by");
        house.setClock(DAY.negated());
        house.look();
        assertEquals("clock", house.newest("ann").code());
        house.pass(Duration.ofMinutes(70));
        house.look();
        assertEquals("unanswered", house.newest("ann").code(), "what was said stays said");
    }

    @Test
    void aJumpOfTheClockIsNoticedAcrossARestartToo() {
        open();
        house.say("ann", "Good morning");
        house.look();
        house.leave();
        house.setClock(DAY);
        house.enter();
        house.look();
        assertEquals("clock", house.newest("ann").code());
        house.leave();
        house.enter();
        house.look();
        assertEquals("clock", house.newest("ann").code());
        house.pass(Duration.ofMinutes(70));
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind());
    }
}
