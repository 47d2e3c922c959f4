/**
 * The only room with foreign-function calls. Needs {@code --enable-native-access}.
 *
 * <ul>
 *   <li>{@link io.openplex.hwsim.linux.BootClock}: time that goes on while the machine is suspended.
 *   <li>{@link io.openplex.hwsim.linux.PacketLanPort}: a LAN attachment on a real interface or a veth pair, opened with
 *       {@link io.openplex.hwsim.linux.PacketOptions}; {@link io.openplex.hwsim.linux.LinuxInterface} says what it is
 *       attached to. Below it: {@code PacketSocket} opens, {@code ReceiveBatch} and {@code SendBatch} carry frames
 *       through a {@code MessageTable}, {@code VirtioHeader} says what is left undone about a frame, {@code LinkWatch}
 *       follows the carrier over a {@code LinkSocket}.
 *   <li>{@link io.openplex.hwsim.linux.TunDevice}: IP packets to and from the kernel's own stack.
 *   <li>{@link io.openplex.hwsim.linux.NetworkNamespace}: opens things in other network namespaces, and makes them.
 *   <li>{@link io.openplex.hwsim.linux.LinuxWait}: waits for descriptors, NIO channels among them
 *       ({@code ChannelDescriptors}), with a limit in nanoseconds; needs {@code --add-opens java.base/sun.nio.ch} for
 *       channels.
 *   <li>{@code SystemCalls}: all system calls, with {@code Errno}; {@code Platform} says where they can be made.
 * </ul>
 */
@NullMarked
package io.openplex.hwsim.linux;

import org.jspecify.annotations.NullMarked;
