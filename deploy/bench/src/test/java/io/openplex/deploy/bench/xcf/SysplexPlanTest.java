package io.openplex.deploy.bench.xcf;

import static org.assertj.core.api.Assertions.assertThat;

import io.openplex.deploy.bench.xcf.SysplexPlan.Member;
import io.openplex.proto.statements.Symbols;
import io.openplex.stackd.profile.ProfileReader;
import io.openplex.stackd.profile.ProfileResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SysplexPlanTest {
    private static final SysplexPlan MANY = new SysplexPlan(8, true, 1000, 8);

    @Test
    void everyMemberDefinesAsManyAsTheOthersAndAllAreNoted() {
        assertThat(MANY.systems())
                .hasSize(8)
                .allSatisfy(member -> assertThat(MANY.definedBy(member))
                        .hasSize(125)
                        .allMatch(address -> SysplexPlan.isDvipa((int) address.low())));
        assertThat(MANY.systems().stream()
                        .flatMap(member -> MANY.definedBy(member).stream())
                        .distinct())
                .hasSize(1000);
        assertThat(SysplexPlan.isDvipa((int) SysplexPlan.DVIPA.low())).isTrue();
        assertThat(SysplexPlan.isDvipa(0xcb007115)).isFalse();
    }

    /** When one member is gone, all others have something to claim. */
    @Test
    void theBestBackupsOfOneMembersAddressesAreAllOthers() {
        Map<String, Integer> bestRank = new HashMap<>();
        Map<String, String> best = new HashMap<>();
        Pattern backup = Pattern.compile("VIPABACKUP (\\d+) (198\\.18\\.\\S+)");
        for (Member member : MANY.systems()) {
            Matcher matcher = backup.matcher(MANY.profile(member));
            while (matcher.find()) {
                int rank = Integer.parseInt(matcher.group(1));
                if (rank > bestRank.getOrDefault(matcher.group(2), 0)) {
                    bestRank.put(matcher.group(2), rank);
                    best.put(matcher.group(2), member.system());
                }
            }
        }
        List<String> backups = MANY.definedBy(new Member(1)).stream()
                .map(address -> best.get(address.toString()))
                .distinct()
                .sorted()
                .toList();
        assertThat(backups).containsExactly("SYSB", "SYSC", "SYSD", "SYSE", "SYSF", "SYSG", "SYSH");
    }

    @Test
    void theProfilesAreInOrder() {
        for (Member member : MANY.systems()) {
            Symbols symbols = Symbols.ofSystem(member.system(), "BENCHPLX", Map.of());
            ProfileResult result = new ProfileReader(name -> java.util.Optional.of(MANY.profile(member)), symbols)
                    .initial(ProfileReader.DD_PROFILE);
            assertThat(result.diagnostics()).isEmpty();
        }
    }

    @Test
    void aMetricIsSummedOverItsLabels() {
        String text = """
                # HELP sysplex_leave_total Group leaves
                sysplex_leave_total{reason="operator"} 2.0
                sysplex_leave_total{reason="autonomics"} 1.0
                sysplex_leave_total_more 7.0
                xcf_session_state 1.0
                """;
        assertThat(MetricsText.sum(text, "sysplex_leave_total")).hasValue(3);
        assertThat(MetricsText.sum(text, "xcf_session_state")).hasValue(1);
        assertThat(MetricsText.sum(text, "unknown")).isEqualTo(OptionalDouble.empty());
    }
}
