package demi.app;

import demi.api.AccountsApi;
import demi.api.ChatApi;
import demi.api.store.MessageStore;
import demi.bus.Scope;
import io.vertx.core.VerticleBase;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@link VerticleSupervisor} knows of a room, on its context. */
final class SupervisedRoom {

    /** What a message needs to be taken and kept. */
    private static final Set<String> FOR_A_MESSAGE =
            Set.of(AccountsApi.AUTHENTICATE.address(), ChatApi.SAY.address(), MessageStore.ADD_MESSAGE.address());

    /** What a node's place among others hangs on. */
    private static final Set<String> HOLDING_NODE = Set.of("store", "cluster");

    final String name;
    final Scope scope;
    final Supplier<? extends VerticleBase> maker;
    final RestartBackoff recovery;
    /** Whether a node of several ends where this room fails: others have everything then. */
    final boolean holdsNode;

    @Nullable
    String deployment;

    boolean reopening;
    boolean toldDown;

    /** @param isOnNode whether there are several nodes */
    SupervisedRoom(
            String name,
            Scope scope,
            Supplier<? extends VerticleBase> maker,
            RestartBackoff recovery,
            boolean isOnNode) {
        this.name = name;
        this.scope = scope;
        this.maker = maker;
        this.recovery = recovery;
        this.holdsNode = isOnNode && HOLDING_NODE.contains(name);
    }

    boolean keepsMessagesAway() {
        return FOR_A_MESSAGE.stream()
                .filter(address -> address.startsWith(name + "."))
                .anyMatch(address -> deployment == null || recovery.isDownAt(address));
    }
}
