package demi.store.postgres;

import demi.bus.Failure;
import demi.store.commit.GroupCommitWriter;
import demi.store.sql.StoreWriter;
import demi.store.sql.WriteOperation;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes over several connections. One person's writes go over one of them, so that they keep their order; what is about nobody,
 * or about all, goes over the first, which has nothing else to do.
 */
final class LaneWriter implements StoreWriter {

    private final List<GroupCommitWriter> lanes;

    /** @param lanes two or more */
    LaneWriter(List<GroupCommitWriter> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    @Override
    public <R> Future<R> write(@Nullable String person, WriteOperation<R> write) {
        // What keeps one of them from writing keeps them all.
        String trouble = trouble();
        if (trouble != null) {
            return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, trouble));
        }
        int lane = person == null ? 0 : 1 + Math.floorMod(person.hashCode(), lanes.size() - 1);
        return lanes.get(lane).write(person, write);
    }

    @Override
    public @Nullable String trouble() {
        return lanes.stream()
                .map(StoreWriter::trouble)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Future<Boolean> poll() {
        List<Future<Boolean>> polled = lanes.stream().map(StoreWriter::poll).toList();
        return Future.join(polled).map(all -> polled.stream().anyMatch(Future::result));
    }

    @Override
    public void suspectCorruption() {
        lanes.get(0).suspectCorruption();
    }

    @Override
    public long commits() {
        return sum(StoreWriter::commits);
    }

    @Override
    public long writes() {
        return sum(StoreWriter::writes);
    }

    @Override
    public int waiting() {
        return (int) sum(StoreWriter::waiting);
    }

    @Override
    public long probes() {
        return sum(StoreWriter::probes);
    }

    private long sum(ToLongFunction<StoreWriter> count) {
        return lanes.stream().mapToLong(count).sum();
    }

    @Override
    public Future<Void> drain() {
        return Future.join(lanes.stream().map(StoreWriter::drain).toList()).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        return Future.join(lanes.stream().map(StoreWriter::close).toList()).mapEmpty();
    }
}
