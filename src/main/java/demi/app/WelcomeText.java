package demi.app;

import demi.api.InferenceApi;
import demi.api.value.Secret;
import demi.util.HomeNetwork;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the person at the console reads when she is there. Addresses of the home network are named only while the first account can be
 * made: where she is after that is for her people to say.
 *
 * @param url where she is, by the name of a host
 * @param host her name on this machine
 * @param home her addresses for other devices
 * @param qr whether a QR code can be shown
 * @param colours whether the console takes colours
 */
record WelcomeText(UnaryOperator<String> url, String host, List<InetAddress> home, boolean qr, boolean colours) {

    WelcomeText {
        home = List.copyOf(home);
    }

    /** @param code of the first account's link; null where that is there */
    List<String> lines(@Nullable Secret code, InferenceApi.State model) {
        List<String> lines = new ArrayList<>();
        if (model.rehearsal()) {
            lines.add("REHEARSAL: a script answers in the place of a model, and nothing of it is kept with your"
                    + " real conversations.");
        }
        lines.add("Demi is at " + url.apply(host));
        if (code != null) {
            addSetup(lines, "/setup?code=" + code.value());
        }
        if (!model.ready()) {
            lines.add("She cannot think yet. " + model.detail());
            lines.add("She keeps what you write, and answers as soon as she can. To try her without Ollama:"
                    + " java -jar demi.jar rehearse");
        }
        lines.add("Ctrl-C stops her.");
        return lines;
    }

    private void addSetup(List<String> lines, String path) {
        lines.add("Make the first account here (the link works once):");
        lines.add("  " + url.apply(host) + path);
        List<String> others = home.stream()
                .map(address -> url.apply(HomeNetwork.host(address)))
                .filter(address -> !address.equals(url.apply(host)))
                .toList();
        if (!others.isEmpty()) {
            lines.add("or on a phone or another machine in your network:");
            others.forEach(address -> lines.add("  " + address + path));
        }
        if (qr && !home.isEmpty()) {
            String link = url.apply(HomeNetwork.host(home.get(0))) + path;
            lines.addAll(colours ? QrText.coloured(link) : QrText.of(link));
        }
    }
}
