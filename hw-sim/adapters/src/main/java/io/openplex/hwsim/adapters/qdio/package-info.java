/**
 * QDIO queues in memory that a stack daemon (the program) and an adapter process share (hardware.md 1.2 to 1.5, 8.3).
 * Works on a {@link java.lang.foreign.MemorySegment}, mapped file or not, and does no I/O except in
 * {@link io.openplex.hwsim.adapters.qdio.SessionFile}.
 *
 * <ul>
 *   <li>{@link io.openplex.hwsim.adapters.qdio.QdioLayout}: where everything lies, and what shares a cache line and
 *       why; {@link io.openplex.hwsim.adapters.qdio.QdioSizes} says how much storage there is.
 *   <li>{@link io.openplex.hwsim.adapters.qdio.SlotWord}: the one word of a slot, with a state of
 *       {@link io.openplex.hwsim.adapters.qdio.Slsb}.
 *   <li>{@link io.openplex.hwsim.adapters.qdio.PacketHeader}: the 32 bytes in front of every packet in a buffer.
 *   <li>{@link io.openplex.hwsim.adapters.qdio.AdapterSide} and {@link io.openplex.hwsim.adapters.qdio.ProgramSide}:
 *       the two sides of an activation. Each has one end of every queue:
 *       <pre>
 *   program                                          adapter
 *   ProgramInput   (consumer) &lt;── input 0 to 7 ─── AdapterInput  (producer)
 *   ProgramOutput  (producer) ─── output 1 to 4 ──&gt; AdapterOutput (consumer)
 *       </pre>
 *       {@code QueueProducer} packs packets into buffers and primes them, {@code QueueConsumer} hands them out in
 *       place; {@code QueueEnd} is what all four share.
 *   <li>{@code WakeWord} and {@link io.openplex.hwsim.adapters.qdio.Doorbell}: no doorbell while the other side polls,
 *       no lost wake-up when it stops.
 * </ul>
 *
 * <p>Rules that everything here keeps:
 *
 * <ul>
 *   <li>A slot has one owner, named by its word. Only the owner changes the word, by compare-and-set against what it
 *       has read, so that a side that slept through a reset changes nothing.
 *   <li>What a side needs in order to go on, or to begin anew, is in memory of its own: cursors, which buffer it has
 *       posted where, free buffers. Nothing is ever computed from what the other side has written.
 *   <li>What comes from shared memory is read once, tested, then used. Nonsense costs the buffer that it was found in
 *       and is counted.
 *   <li>Nothing blocks, and no state of the area makes an operation fail. What the other side can do is not to give a
 *       slot back; only a new activation helps then.
 * </ul>
 *
 * <p>Departures from the hardware: buffer number and length are in the slot instead of a list of addresses (SL, SBAL);
 * the ACK is a word of the queue, not a state of a slot; X'A3' (pending) and multiple SBAL entries do not exist.
 */
@NullMarked
package io.openplex.hwsim.adapters.qdio;

import org.jspecify.annotations.NullMarked;
