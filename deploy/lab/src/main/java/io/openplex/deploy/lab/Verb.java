package io.openplex.deploy.lab;

import picocli.CommandLine;

/**
 * A verb that a room above the lab adds to the command line. Found by {@link java.util.ServiceLoader}, so that the lab
 * does not know who adds verbs.
 */
public interface Verb {
    /** The verb with its forms and options; its name is that of the verb. */
    CommandLine commandLine();
}
