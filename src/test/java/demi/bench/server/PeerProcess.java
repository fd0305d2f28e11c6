package demi.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.mindrot.jbcrypt.BCrypt;

/** The earlier Python server, running: its API for Android, which is what Demi's clients talk to. */
public final class PeerProcess extends ServerProcess {

    private final Path database;

    private PeerProcess(PeerCheckout checkout, int port, Path directory, String ollama) throws IOException {
        super(
                port,
                "/api/v1/status",
                List.of(checkout.python.toString(), "-m", "src.api.main"),
                Map.of(
                        "HOME", directory.toString(),
                        "DEMI_DATA_DIR", directory.resolve("data").toString(),
                        "DATABASE_URL", "sqlite:///" + database(directory),
                        "ANDROID_API_HOST", "127.0.0.1",
                        "ANDROID_API_PORT", Integer.toString(port),
                        "JWT_SECRET_KEY", "a".repeat(40),
                        "JWT_REFRESH_SECRET_KEY", "b".repeat(40),
                        "OLLAMA_BASE_URL", ollama,
                        // It writes down what it changes of itself, with Git's help, and must not find a repository.
                        "GIT_DIR", "/dev/null"),
                checkout.root,
                directory.resolve("output.txt"));
        this.database = database(directory);
    }

    /** Starts it; what it writes is in {@code directory}. */
    public static PeerProcess start(PeerCheckout checkout, Path directory, String ollama) throws IOException {
        Path own = Files.createDirectories(directory).toAbsolutePath();
        return new PeerProcess(checkout, freePort(), own, ollama);
    }

    private static Path database(Path directory) {
        return directory.resolve("demi.sqlite");
    }

    /** It makes its tables when it starts. */
    @Override
    public void settle(int people) throws SQLException {
        String hash = BCrypt.hashpw(People.PASSWORD, BCrypt.gensalt(4));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                PreparedStatement statement = connection.prepareStatement("INSERT OR IGNORE INTO users"
                        + " (user_id, email, username, password_hash, created_at) VALUES (?, ?, 'Person', ?, ?)")) {
            for (int i = 0; i < people; i++) {
                statement.setString(1, "id" + i);
                statement.setString(2, People.email(i));
                statement.setString(3, hash);
                statement.setString(4, "2026-01-01T00:00:00+00:00");
                statement.executeUpdate();
            }
        }
    }

    /** It tells her mood with her reply. */
    @Override
    public boolean endsTurn(String frame) {
        return frame.startsWith("{\"event\":\"message\"") && frame.contains("\"sender\":\"demi\"");
    }
}
