package demi.store.sql;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A write on its way: run on the writer's thread, settled on the verticle's context after the commit. */
final class QueuedWrite<R> {

    private final WriteOperation<R> write;
    private final Promise<R> answer = Promise.promise();
    private @Nullable R result;
    private @Nullable Throwable failure;

    QueuedWrite(WriteOperation<R> write) {
        this.write = write;
    }

    void run(SqlSession db) throws SQLException {
        result = write.on(db);
    }

    /** It has left no trace; {@code why} is a Failure, or a defect. */
    void fail(Throwable why) {
        failure = why;
    }

    Future<R> answer() {
        return answer.future();
    }

    /** Answers as it went. */
    void settle() {
        if (failure != null) {
            answer.fail(failure);
        } else {
            answer.complete(result);
        }
    }

    /** Answers that the commit failed, however this one went. */
    void refuse(Throwable why) {
        answer.fail(why);
    }
}
