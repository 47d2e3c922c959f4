/** The command line of Openplex and the embedded lab. */
@NullMarked
package io.openplex.deploy.lab;

import org.jspecify.annotations.NullMarked;
