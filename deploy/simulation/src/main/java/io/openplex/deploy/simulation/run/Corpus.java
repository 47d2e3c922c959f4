package io.openplex.deploy.simulation.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;

/**
 * Seeds that once failed; they are always run. One line each in {@code corpus.txt}: the seed, then what it found. A
 * seed
 * means the run that it meant only as long as the generators draw in the same order; the tests of a defect keep its
 * scenario itself.
 */
public final class Corpus {
    private static final String FILE = "corpus.txt";

    private Corpus() {}

    /** The seeds in the order of the file. */
    public static List<Long> seeds() {
        try (InputStream in = Corpus.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("no " + FILE);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> new Scanner(line).nextLong())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
