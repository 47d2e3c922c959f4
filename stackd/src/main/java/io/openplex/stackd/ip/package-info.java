/** Home list, interfaces, routes, IP input and output, ICMP: the floor of the stack. */
@NullMarked
package io.openplex.stackd.ip;

import org.jspecify.annotations.NullMarked;
