package demi;

import demi.cli.DemiCommand;

/** Entry point of {@code demi.jar}: runs the command line and exits with its code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(DemiCommand.run(args));
    }
}
