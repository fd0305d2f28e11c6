package demi;

import demi.cli.DemiCommand;
import demi.launch.Relaunch;

/** Entry point of {@code demi.jar}: runs the command line and exits with its code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Relaunch.withOptions();
        System.exit(DemiCommand.run(args));
    }
}
