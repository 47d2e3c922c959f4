package io.openplex.deploy.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
    @ParameterizedTest
    @CsvSource({"50, 49", "49, 49", "100, 98", "10, 10", "1, 1", "0, 0"})
    void fortyNineOfFiftyIsAShareOfTheRuns(int runs, int needed) {
        assertThat(Bar.mostly(150).needed(runs)).isEqualTo(needed);
        assertThat(Bar.always(150).needed(runs)).isEqualTo(runs);
    }

    @Test
    void medianAndWorstAreValuesThatWereMeasured() {
        Figure figure = figure(Bar.always(3), 4, 1, 3, 2);
        assertThat(figure.median()).isEqualTo(3);
        assertThat(figure.worst()).isEqualTo(4);
        assertThat(figure.met()).isEqualTo(3);
        assertThat(figure.passed()).isFalse();
    }

    @Test
    void oneOfFiftyMayMissTheBarAndTwoMayNot() {
        double[] runs = DoubleStream.generate(() -> 150).limit(50).toArray();
        runs[7] = 151;
        assertThat(figure(Bar.mostly(150), runs).passed()).isTrue();
        runs[8] = 151;
        assertThat(figure(Bar.mostly(150), runs).passed()).isFalse();
    }

    @Test
    void whatNeverHappenedMissesEveryBar() {
        Series series = Series.millis("answer", Bar.always(1e9));
        series.addNanos(2_500_000);
        series.addNever();
        Figure figure = series.figure();
        assertThat(figure.values()).containsExactly(2.5, Double.POSITIVE_INFINITY);
        assertThat(figure.met()).isEqualTo(1);
        assertThat(figure.worst()).isInfinite();
    }

    @Test
    void nothingMeasuredMeetsNoBar() {
        assertThat(figure(Bar.always(1)).passed()).isFalse();
        assertThat(new Figure("plain", "", Optional.empty(), List.of()).passed())
                .isTrue();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bar(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> figure(Bar.always(1), Double.NaN));
    }

    private static Figure figure(Bar bar, double... values) {
        return new Figure(
                "figure",
                "ms",
                Optional.of(bar),
                DoubleStream.of(values).boxed().toList());
    }
}
