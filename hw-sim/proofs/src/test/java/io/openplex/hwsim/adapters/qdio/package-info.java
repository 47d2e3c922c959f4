/**
 * Proofs of the shared queues under the Java memory model, with jcstress: every outcome of two threads at one slot
 * that is possible is listed and explained. They stand in the package of what they prove, because they use its inside.
 */
package io.openplex.hwsim.adapters.qdio;
