package demi.notifications;

import demi.api.NotificationsApi.TestResult;
import demi.bus.Failure;
import demi.notifications.PushAttempt.Outcome;
import demi.notifications.WebPushSender.Sent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a person is told of a test. */
final class TestSummary {

    private TestSummary() {}

    /**
     * @param phone what came of the phone; null: there is none
     * @throws Failure NOT_FOUND where there is nothing to test
     */
    static TestResult of(@Nullable PushAttempt phone, List<Sent> browsers) {
        List<PushAttempt> all = Stream.concat(
                        Stream.ofNullable(phone), browsers.stream().map(Sent::attempt))
                .toList();
        if (all.isEmpty()) {
            throw new Failure(Failure.Code.NOT_FOUND, "No phone is set.");
        }
        List<PushAttempt> failed =
                all.stream().filter(each -> each.outcome() != Outcome.TOLD).toList();
        int told = all.size() - failed.size();
        if (failed.isEmpty()) {
            return new TestResult(
                    true,
                    told == 1
                            ? "The server has taken it; it should be on your phone."
                            : "All " + told + " have been told; it should be on your devices.",
                    0);
        }
        String why = Objects.requireNonNull(failed.get(0)).why();
        return new TestResult(false, all.size() == 1 ? why : told + " of " + all.size() + " have been told. " + why, 0);
    }
}
