package io.openplex.deploy.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of another JVM with the same program, in a session of its own: signals that a terminal sends to the
 * group of its foreground process do not reach it.
 *
 * @param java the program {@code java}
 * @param classPath its class path
 */
public record JavaCommand(Path java, String classPath) {
    /**
     * With the serial collector, growing class metadata and compiled code would each cause collections of the whole
     * heap: pauses of half a second on a busy machine, for which others take a stack for dead. Both are bounded anyway.
     */
    private static final List<String> ALWAYS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseSerialGC",
            "-XX:MetaspaceSize=80m",
            "-XX:-UseCodeCacheFlushing",
            "-XX:TieredStopAtLevel=1");

    private static final List<String> HANDED_ON = List.of("openplex.home", "openplex.java");

    /** The java and the class path that this process runs with. */
    public static JavaCommand own() {
        String java = System.getProperty("openplex.java");
        Path program = java == null ? Path.of(System.getProperty("java.home"), "bin", "java") : Path.of(java);
        return new JavaCommand(program, System.getProperty("java.class.path"));
    }

    /** The command line of Openplex, as a process that is not started yet. */
    public ProcessBuilder process(List<String> flags, List<String> arguments) {
        return process(Openplex.class, flags, arguments);
    }

    /**
     * A process that is not started yet; the environment keeps its native memory small.
     *
     * @param main class with the main method
     */
    public ProcessBuilder process(Class<?> main, List<String> flags, List<String> arguments) {
        List<String> words = new ArrayList<>(ownSession());
        words.add(java.toString());
        words.addAll(ALWAYS);
        words.addAll(flags);
        for (String name : HANDED_ON) {
            String value = System.getProperty(name);
            if (value != null) {
                words.add("-D" + name + "=" + value);
            }
        }
        words.addAll(List.of("-cp", classPath, main.getName()));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder;
    }

    /** A program that starts another one in a session of its own, keeping the process number; nothing without one. */
    private static List<String> ownSession() {
        String path = System.getenv("PATH");
        if (path != null) {
            for (String directory : path.split(File.pathSeparator, -1)) {
                if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, "setsid"))) {
                    return List.of(Path.of(directory, "setsid").toString());
                }
            }
        }
        return List.of();
    }
}
