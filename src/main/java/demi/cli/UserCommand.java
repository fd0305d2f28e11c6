package demi.cli;

import demi.api.AccountsApi;
import demi.api.AccountsApi.Account;
import demi.api.AccountsApi.Action;
import demi.api.store.AccountStore;
import demi.api.value.Secret;
import demi.app.Application;
import demi.app.Terminal;
import demi.bus.Failure;
import demi.settings.Settings;
import demi.util.OwnerOnlyFiles;
import demi.util.WallTime;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works beside a running Demi, too: she notices that the database has changed. */
@Command(
        name = "user",
        description = "Accounts: there is no public sign-up.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
@WallTime("locks as they are shown, names of files")
final class UserCommand extends BaseCommand implements Runnable {

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec().commandLine(), "Missing: add, list, passwd, unlock, disable, enable, reset-totp or remove");
    }

    @Command(description = "Adds an account.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(names = "--username", description = "What she calls them; the part before the @ otherwise.")
                    @Nullable
                    String username,
            @Option(names = "--password-stdin", description = "Reads the password from standard input.") boolean stdin)
            throws IOException {
        return manage(Action.ADD, email, username, password(stdin), "Added " + email + ".");
    }

    @Command(name = "list", description = "Lists the accounts.", mixinStandardHelpOptions = true)
    int list() throws IOException {
        return with(house -> {
            AccountsApi.AccountList all =
                    Application.await(house.bus().request(AccountsApi.LIST, new AccountsApi.ListAccounts()));
            all.accounts().forEach(account -> out().println(line(account)));
            if (all.accounts().isEmpty()) {
                out().println("There is no account yet. Add one: user add EMAIL");
            }
            return 0;
        });
    }

    @Command(description = "Sets a new password, which ends all sessions.", mixinStandardHelpOptions = true)
    int passwd(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(names = "--password-stdin", description = "Reads the password from standard input.") boolean stdin)
            throws IOException {
        return manage(Action.PASSWORD, email, null, password(stdin), "The password of " + email + " is changed.");
    }

    @Command(description = "Unlocks an account after wrong passwords.", mixinStandardHelpOptions = true)
    int unlock(@Parameters(paramLabel = "EMAIL") String email) throws IOException {
        return manage(Action.UNLOCK, email, null, null, email + " is unlocked.");
    }

    @Command(description = "Disables an account and ends its sessions.", mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "EMAIL") String email) throws IOException {
        return manage(Action.DISABLE, email, null, null, email + " is disabled.");
    }

    @Command(description = "Enables an account again.", mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "EMAIL") String email) throws IOException {
        return manage(Action.ENABLE, email, null, null, email + " is enabled.");
    }

    @Command(
            name = "reset-totp",
            description = "Ends the second factor of somebody who has lost it.",
            mixinStandardHelpOptions = true)
    int resetTotp(@Parameters(paramLabel = "EMAIL") String email) throws IOException {
        return manage(Action.RESET_FACTOR, email, null, null, email + " logs in with the password alone.");
    }

    @Command(description = "Removes an account with all its messages.", mixinStandardHelpOptions = true)
    int remove(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(
                            names = "--yes",
                            description =
                                    "Does not ask first; for scripts. Where nobody can be asked, nothing is removed without it.")
                    boolean yes)
            throws IOException {
        if (!yes) {
            Console terminal = Terminal.isInteractive();
            if (terminal == null) {
                spec().commandLine()
                        .getErr()
                        .println(
                                "Nothing was removed: there is no terminal to ask on. To remove an account unasked, add"
                                        + " --yes: user remove " + email + " --yes");
                return CommandLine.ExitCode.USAGE;
            }
            if (!confirmed(terminal, email)) {
                throw new Failure(Failure.Code.INVALID, "Nothing was removed.");
            }
        }
        return manage(Action.REMOVE, email, null, null, email + " is removed.");
    }

    private int manage(Action action, String email, @Nullable String username, @Nullable Secret password, String done)
            throws IOException {
        return with(house -> {
            Application.await(house.bus()
                    .request(AccountsApi.MANAGE, new AccountsApi.ManageAccount(action, email, username, password)));
            out().println(done);
            return 0;
        });
    }

    private int with(Function<Application, Integer> work) throws IOException {
        Settings settings = settings();
        OwnerOnlyFiles.directory(settings.dataDir());
        Application house = new Application();
        try {
            Application.await(house.openAccounts(settings));
            return work.apply(house);
        } finally {
            Application.await(house.close());
        }
    }

    @SuppressWarnings("SystemConsoleNull") // where it is never null, it reads what is piped in just as well
    private static Secret password(boolean stdin) throws IOException {
        Console console = System.console();
        if (stdin || console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return new Secret(line == null ? "" : line);
        }
        Secret first = typed(console, "Password: ");
        Secret again = typed(console, "Once more: ");
        if (!first.equals(again)) {
            throw new Failure(Failure.Code.INVALID, "The two passwords differ.");
        }
        return first;
    }

    private static boolean confirmed(Console terminal, String email) {
        String typed = terminal.readLine(
                "All messages and memories of %s are deleted for good. Type the e-mail again to go on: ", email);
        return typed != null && typed.strip().equalsIgnoreCase(email.strip());
    }

    private static Secret typed(Console console, String prompt) {
        char[] typed = console.readPassword(prompt);
        // Ctrl-D.
        if (typed == null) {
            throw new Failure(Failure.Code.INVALID, "No password was given.");
        }
        return new Secret(new String(typed));
    }

    private static String line(Account account) {
        Instant locked = account.lockedUntil();
        boolean isLocked = locked != null && locked.isAfter(Instant.now());
        if (!account.origin().equals(AccountStore.LOCAL)) {
            String where = where(account.origin());
            return account.email() + "  " + account.username() + "  "
                    + (account.active() ? where : where + ", disabled");
        }
        String state = !account.active() ? "disabled" : isLocked ? "locked until " + locked : "active";
        String last =
                account.lastLogin() == null ? "never" : account.lastLogin().toString();
        return account.email() + "  " + account.username() + "  " + state + "  last login " + last;
    }

    /** Of somebody who has no account of this house, and is known on a chat network only. */
    private static String where(String origin) {
        boolean group = origin.endsWith(AccountStore.GROUP);
        String network = group ? origin.substring(0, origin.length() - AccountStore.GROUP.length()) : origin;
        String name = network.substring(0, 1).toUpperCase(Locale.ROOT) + network.substring(1);
        return (group ? "a channel on " : "met on ") + name;
    }
}
