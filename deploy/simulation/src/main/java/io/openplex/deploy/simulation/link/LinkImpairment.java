package io.openplex.deploy.simulation.link;

/**
 * What one direction of a data link does to datagrams.
 *
 * @param lossPpm datagrams of a million that are lost
 * @param duplicatePpm datagrams of a million that arrive twice
 * @param delayedPpm datagrams of a million that are delayed and so overtaken
 * @param delayNanos longest such delay
 * @param cut nothing arrives
 */
public record LinkImpairment(int lossPpm, int duplicatePpm, int delayedPpm, long delayNanos, boolean cut) {
    /** A link in order. */
    public static final LinkImpairment NONE = new LinkImpairment(0, 0, 0, 0, false);

    /** The worse of two in every respect. */
    public LinkImpairment and(LinkImpairment other) {
        return new LinkImpairment(
                Math.max(lossPpm, other.lossPpm),
                Math.max(duplicatePpm, other.duplicatePpm),
                Math.max(delayedPpm, other.delayedPpm),
                Math.max(delayNanos, other.delayNanos),
                cut || other.cut);
    }
}
