package demi.telegram.chat;

import demi.network.client.AttachmentSource;
import demi.telegram.bot.TelegramBot;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Files on Telegram, which have ids; their addresses would hold the token. */
public final class TelegramFiles implements AttachmentSource {

    private static final Pattern FILE_ID = Pattern.compile("[A-Za-z0-9_-]{1,300}");

    private final Supplier<Future<TelegramBot>> bot;

    /** @param bot fails while there is none */
    public TelegramFiles(Supplier<Future<TelegramBot>> bot) {
        this.bot = bot;
    }

    @Override
    public boolean isOwn(String address) {
        return isFileId(address);
    }

    static boolean isFileId(String address) {
        return FILE_ID.matcher(address).matches();
    }

    @Override
    public Optional<Future<Buffer>> fetch(String address, int largest) {
        return Optional.of(bot.get().compose(now -> now.file(address, largest)));
    }
}
