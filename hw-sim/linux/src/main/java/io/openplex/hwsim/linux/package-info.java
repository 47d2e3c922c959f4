/** The only room with foreign-function calls: AF_PACKET, TUN, sock_diag and doorbells. */
@NullMarked
package io.openplex.hwsim.linux;

import org.jspecify.annotations.NullMarked;
