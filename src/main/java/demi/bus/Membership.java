package demi.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.util.Set;

/** One of several nodes, and which others are there, as it sees that. */
public interface Membership {

    /** A Vert.x that is on this node, once it has joined the others. */
    Future<Vertx> join(VertxBuilder builder, VertxOptions options);

    /** This node's, after it has joined; no other process ever has it. */
    String name();

    /** Where the others reach it: the same for all nodes of one machine. */
    String host();

    /** The names of the others. */
    Set<String> others();

    /** Calls {@code changed}, on any thread, whenever one comes or goes. */
    void onChange(Runnable changed);
}
