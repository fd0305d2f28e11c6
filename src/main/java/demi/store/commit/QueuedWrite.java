package demi.store.commit;

import demi.store.sql.SqlSession;
import demi.store.sql.WriteOperation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A write on its way: run on the writer's thread, settled on the verticle's context after the commit. */
public final class QueuedWrite<R> {

    private final @Nullable String person;
    private final WriteOperation<R> write;
    private final Promise<R> answer = Promise.promise();
    private @Nullable R result;
    private @Nullable Throwable failure;

    QueuedWrite(@Nullable String person, WriteOperation<R> write) {
        this.person = person;
        this.write = write;
    }

    /** Whom it is about. */
    public @Nullable String person() {
        return person;
    }

    /** May be done again where the transaction before was rolled back. */
    public void run(SqlSession db) throws SQLException {
        result = write.on(db);
    }

    /** It has left no trace; {@code why} is a Failure, or a defect. */
    public void fail(Throwable why) {
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
