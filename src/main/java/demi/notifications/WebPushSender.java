package demi.notifications;

import demi.api.WebPushApi;
import demi.api.store.WebPushStore;
import demi.api.store.WebPushStore.Browser;
import demi.bus.Bus;
import demi.notifications.PushAttempt.Outcome;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells browsers, several at a time, and removes those that have ended their subscription. */
final class WebPushSender {

    private static final Logger LOG = LoggerFactory.getLogger(WebPushSender.class);

    /** What came of one. */
    record Sent(Browser browser, PushAttempt attempt) {
        boolean over() {
            return attempt.outcome() == Outcome.TOLD || attempt.outcome() == Outcome.GONE;
        }

        String service() {
            return WebPushRules.service(browser.endpoint());
        }
    }

    private final Bus bus;
    private final WebPushClient client;
    private final PushTroubles troubles;

    WebPushSender(Bus bus, WebPushClient client, PushTroubles troubles) {
        this.bus = bus;
        this.client = client;
        this.troubles = troubles;
    }

    /** Each in its own time; never fails. */
    Future<List<Sent>> push(List<Browser> browsers, PushNote note) {
        List<Future<Sent>> all = browsers.stream()
                .map(browser -> client.push(browser, note).map(attempt -> new Sent(browser, attempt)))
                .toList();
        return Future.all(all)
                .map(done -> all.stream().map(Future::result).toList())
                .compose(sent -> {
                    sent.forEach(each -> troubles.after(each.service(), each.attempt()));
                    return removeEnded(sent).map(sent);
                });
    }

    /** Ids of those that need not be told again. */
    static List<String> over(List<Sent> sent) {
        return sent.stream()
                .filter(Sent::over)
                .map(each -> each.browser().subscriptionId())
                .toList();
    }

    private Future<?> removeEnded(List<Sent> sent) {
        return Future.join(sent.stream()
                        .filter(each -> each.attempt().outcome() == Outcome.GONE)
                        .map(this::remove)
                        .toList())
                .otherwiseEmpty();
    }

    private Future<?> remove(Sent ended) {
        Browser browser = ended.browser();
        return bus.request(WebPushStore.REMOVE, new WebPushApi.Unsubscribe(browser.userId(), browser.subscriptionId()))
                .onSuccess(removed -> LOG.info(
                        "Removed an ended Web Push subscription: user={} subscription={} service={}",
                        browser.userId(),
                        browser.subscriptionId(),
                        ended.service()))
                .onFailure(thrown -> LOG.warn(
                        "Could not remove an ended Web Push subscription: subscription={} reason={}",
                        browser.subscriptionId(),
                        thrown.getMessage()));
    }
}
