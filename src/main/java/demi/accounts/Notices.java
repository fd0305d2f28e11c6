package demi.accounts;

import demi.api.OwnAccountsApi;
import demi.api.OwnAccountsApi.Kind;
import demi.api.OwnAccountsApi.Notice;
import demi.api.store.FactorStore;
import demi.bus.Bus;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what happens to their accounts: as a line that is kept, and at once to the devices that are there. */
@WallTime("sessions, tokens and locks end at a time that is kept")
final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int SHOWN = 20;

    private final Bus bus;
    private final InstantSource clock;

    Notices(Bus bus, InstantSource clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /** Nobody waits for it, and nothing fails by it. */
    void add(String userId, Kind kind, @Nullable String deviceName, @Nullable String sessionId) {
        Notice notice = new Notice(kind, clock.instant(), deviceName, sessionId);
        bus.publish(OwnAccountsApi.NOTICE_ADDED, new OwnAccountsApi.NoticeAdded(userId, notice));
        bus.request(FactorStore.ADD_NOTICE, new FactorStore.AddNotice(userId, notice))
                .onFailure(thrown ->
                        LOG.warn("Could not keep notice: user={} kind={} error={}", userId, kind, thrown.getMessage()));
    }

    Future<OwnAccountsApi.NoticeList> list(OwnAccountsApi.ListNotices asked) {
        return bus.request(FactorStore.NOTICES, new FactorStore.ListNotices(asked.userId(), SHOWN));
    }
}
