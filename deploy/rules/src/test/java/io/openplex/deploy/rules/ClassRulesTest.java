package io.openplex.deploy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassRulesTest {
    private JavaClasses house;
    private JavaClasses rulebreakers;

    @BeforeAll
    void read() {
        house = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
                .importPackages("io.openplex");
        rulebreakers = new ClassFileImporter()
                .withImportOption(location -> location.contains("/rulebreakers/"))
                .importPackages("io.openplex");
    }

    static Stream<ArchRule> rules() {
        return Stream.concat(Arrows.rules().stream(), EngineRules.rules().stream());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeeps(ArchRule rule) {
        List<String> violations = rule.evaluate(house).getFailureReport().getDetails();
        assertThat(violations)
                .withFailMessage(() -> rule.getDescription() + ", but: " + String.join(" | ", violations))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRulebreakerIsCaughtBy(ArchRule rule) {
        assertThat(rule.evaluate(rulebreakers).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }
}
