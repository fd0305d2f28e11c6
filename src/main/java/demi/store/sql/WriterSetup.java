package demi.store.sql;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * What a writer needs to know, whatever the engine.
 *
 * @param name for its threads
 * @param queue how many writes may wait
 * @param batch how many of them share one commit at most
 * @param patience how long a commit may take before the disk, or the server, counts as hanging
 * @param onChange called whenever {@link StoreWriter#trouble} has changed
 */
public record WriterSetup(Vertx vertx, String name, int queue, int batch, Duration patience, Runnable onChange) {}
