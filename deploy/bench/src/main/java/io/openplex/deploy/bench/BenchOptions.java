package io.openplex.deploy.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every benchmark can be told. */
public final class BenchOptions {
    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Runs of every part (default: what the part takes by itself).")
    @Nullable
    Integer runs;

    @Option(names = "--only", paramLabel = "PART", split = ",", description = "Only these parts, separated by commas.")
    List<String> only = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object, and progress on standard error.")
    boolean json;

    /** The options, for picocli. */
    public BenchOptions() {}
}
