/**
 * LAN attachments behind one interface, {@link io.openplex.hwsim.adapters.lan.LanPort}. The only package of this module
 * that may do I/O (non-blocking, on the caller's thread).
 */
@NullMarked
package io.openplex.hwsim.adapters.lan;

import org.jspecify.annotations.NullMarked;
