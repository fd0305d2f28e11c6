package demi.accounts;

import demi.accounts.secret.DeviceKey;
import demi.accounts.secret.TokenSigner;
import demi.api.AccountsApi;
import demi.api.AccountsApi.Login;
import demi.api.store.AccountStore;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Which devices were logged in before. */
final class KnownDevices {

    private final Bus bus;
    private final SessionService sessions;

    KnownDevices(Bus bus, SessionService sessions) {
        this.bus = bus;
        this.sessions = sessions;
    }

    /** The name under which the store knows the device; empty for a new one. */
    Future<Optional<String>> find(String email, Login login) {
        AccountsApi.DeviceProof proof = login.proof();
        String fingerprint = login.deviceFingerprint();
        List<String> keyHashes =
                DeviceKey.all(proof.deviceKey()).stream().map(DeviceKey::hash).toList();
        if (keyHashes.isEmpty() && fingerprint == null && proof.accessToken() == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return sessions.earlier(proof.accessToken())
                .map(earlier -> earlier.map(TokenSigner.Claims::sessionId).orElse(null))
                .compose(session -> bus.request(
                        AccountStore.KNOWN_DEVICE,
                        new AccountStore.FindKnownDevice(email, keyHashes, fingerprint, session)))
                .map(device -> Optional.ofNullable(device.name()));
    }
}
