package io.openplex.deploy.bench.xcf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTextTest {
    private static final String TEXT = """
            # HELP discards_total Dropped by reason
            discards_total{interface="OSA1",reason="lease_over"} 3.0
            discards_total{interface="OSA2",reason="lease_over"} 4.0
            discards_total{interface="OSA1",reason="bad_ip"} 10.0
            discards_total_seconds 99.0
            plain 2.5
            """;

    @Test
    void sumsOverAllLabelsOrThoseAskedFor() {
        assertThat(MetricsText.sum(TEXT, "discards_total")).hasValue(17);
        assertThat(MetricsText.sum(TEXT, "discards_total", "reason=\"lease_over\""))
                .hasValue(7);
        assertThat(MetricsText.sum(TEXT, "plain")).hasValue(2.5);
    }

    @Test
    void whatIsNotThereIsNotZero() {
        assertThat(MetricsText.sum(TEXT, "discards")).isEmpty();
        assertThat(MetricsText.sum(TEXT, "discards_total", "reason=\"none\"")).isEmpty();
    }
}
