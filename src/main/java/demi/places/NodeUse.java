package demi.places;

import demi.api.InferenceApi.Priority;
import demi.api.house.PlacesApi.Grant;
import demi.api.house.PlacesApi.Report;
import demi.api.house.PlacesApi.ServerUse;
import demi.api.house.PlacesApi.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What is known of one node: what it reported last, and what it was granted that it did not know of then. */
final class NodeUse {

    private final List<Grant> unseen = new ArrayList<>();
    private Report report;
    private long heard;
    /** Whether it was ever among those that can be reached: it may be heard before. */
    private boolean wasPresent;

    NodeUse(Report report, long now) {
        this.report = report;
        this.heard = now;
    }

    /** Does nothing with one that was overtaken by a later one. */
    void reported(Report next, long now) {
        heard = now;
        if (next.number() - report.number() >= 0) {
            report = next;
            unseen.removeIf(grant -> grant.number() <= next.seen());
        }
    }

    /** Whether that is its last one. */
    boolean isCurrent(Report given) {
        return report.number() == given.number();
    }

    void granted(Grant grant) {
        unseen.add(grant);
    }

    List<Grant> unseen() {
        return List.copyOf(unseen);
    }

    List<ServerUse> servers() {
        return report.servers();
    }

    boolean isGone(boolean isPresent) {
        wasPresent |= isPresent;
        return wasPresent && !isPresent;
    }

    boolean isSilent(long now, long nanos) {
        return now - heard > nanos;
    }

    /** The numbers, in its report, of those that wait and are granted nothing yet. */
    List<Integer> waiting(Priority priority) {
        return IntStream.range(0, report.waiting().size())
                .filter(index -> report.waiting().get(index).priority() == priority)
                .skip(unseen.stream()
                        .filter(grant -> grant.priority() == priority)
                        .count())
                .boxed()
                .toList();
    }

    Waiting waiting(int index) {
        return report.waiting().get(index);
    }

    /** Since when one has waited, by the clock of who heard the report. */
    long since(int index) {
        return heard - TimeUnit.MILLISECONDS.toNanos(waiting(index).waitedMillis());
    }

    /** How many places it has for such replies, those included that it does not know of. */
    int held(Priority priority) {
        return report.servers().stream()
                        .mapToInt(use -> priority == Priority.PERSON ? use.people() : use.background())
                        .sum()
                + (int) unseen.stream()
                        .filter(grant -> grant.priority() == priority)
                        .count();
    }

    /** How many it has at that server, those included that it does not know of. */
    int held(String server) {
        return report.servers().stream()
                        .filter(use -> use.server().equals(server))
                        .mapToInt(use -> use.people() + use.background())
                        .sum()
                + unseen(server);
    }

    int unseen(String server) {
        return (int)
                unseen.stream().filter(grant -> grant.server().equals(server)).count();
    }
}
