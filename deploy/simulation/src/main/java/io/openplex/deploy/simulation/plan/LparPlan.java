package io.openplex.deploy.simulation.plan;

/**
 * One LPAR.
 *
 * @param number from 1; its dynamic XCF address is 192.0.2.number, its OSA 203.0.113.(20 + number)
 * @param cpc number of its CPC, from 1
 * @param skewPpm parts per million by which its clock is too fast
 * @param startNanos when it is started
 */
public record LparPlan(int number, int cpc, int skewPpm, long startNanos) {
    /** System name: SYSA for the first. */
    public String system() {
        return "SYS" + letter();
    }

    char letter() {
        return (char) ('A' + number - 1);
    }
}
