/** Tests of the glue's own logic; the glue as a whole is tested in deploy/simulation. */
@NullMarked
package io.openplex.stackd.sysplex;

import org.jspecify.annotations.NullMarked;
