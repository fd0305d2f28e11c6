package demi.accounts.limit;

import demi.accounts.secret.PasswordHasher;
import demi.api.value.Secret;
import io.vertx.core.Future;

/** Hashes new passwords in front of all logins: only who has shown already that they may comes here. */
public final class QueuedHasher {

    private final PasswordHasher passwords;
    private final LoginQueue queue;

    public QueuedHasher(PasswordHasher passwords, LoginQueue queue) {
        this.passwords = passwords;
        this.queue = queue;
    }

    public Future<Secret> hash(String email, Secret password) {
        return queue.enter(
                new LoginQueue.Place("", "", email, true), () -> passwords.hash(password), PasswordHasher::busy);
    }
}
