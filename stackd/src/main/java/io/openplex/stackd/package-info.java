/**
 * The stack daemon of one LPAR. Packages keep their own arrows: loop and ip are the floor, tcp stands on ip, everything
 * else on those; ip and tcp never see profile, console or services; sysplex is the glue that carries events between the
 * engines; daemon wires it all and is the only one that opens sockets, reads clocks and starts threads.
 */
@NullMarked
package io.openplex.stackd;

import org.jspecify.annotations.NullMarked;
