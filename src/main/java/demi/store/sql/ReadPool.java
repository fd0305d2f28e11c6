package demi.store.sql;

import io.vertx.core.Future;
import java.util.function.Consumer;

/** The connections behind a {@link SqlReader}. */
public interface ReadPool extends SqlReader {

    /**
     * Inspects what would have kept the start waiting too long, beside everything else, and tells of corruption as a query does.
     *
     * @param repair is given the write that makes again what can be made again
     */
    void inspect(Consumer<WriteOperation<?>> repair);

    Future<Void> close();
}
