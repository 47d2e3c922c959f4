package io.openplex.deploy.bench;

import io.openplex.deploy.lab.Verb;
import picocli.CommandLine;

/** Puts {@code bench} on the command line. */
public final class BenchVerb implements Verb {
    /** The verb, for the service loader. */
    public BenchVerb() {}

    @Override
    public CommandLine commandLine() {
        return new CommandLine(new BenchCommand());
    }
}
