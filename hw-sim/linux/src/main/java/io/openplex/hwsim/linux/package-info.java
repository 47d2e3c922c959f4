/**
 * The only room with foreign-function calls. So far {@link io.openplex.hwsim.linux.BootClock}; AF_PACKET, TUN,
 * sock_diag
 * and doorbells belong here too. Needs {@code --enable-native-access}.
 */
@NullMarked
package io.openplex.hwsim.linux;

import org.jspecify.annotations.NullMarked;
