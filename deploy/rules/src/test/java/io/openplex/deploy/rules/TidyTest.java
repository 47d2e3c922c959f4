package io.openplex.deploy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TidyTest {
    private static final String PATH = "room/src/test/java/io/openplex/room/";
    private static final SourceFile INFO = new SourceFile(PATH + "package-info.java", "package io.openplex.room;\n");

    @Test
    void theHouseIsTidy() {
        List<SourceFile> files = SourceFile.readAll(Path.of(System.getProperty("openplex.root")));
        assertThat(files).isNotEmpty();
        List<String> findings = SourceRules.findings(files);
        assertThat(findings).withFailMessage(() -> String.join(" | ", findings)).isEmpty();
    }

    @Test
    void aTidyFileHasNoFindings() {
        assertThat(findings("class A {\n    int a;\n}\n")).isEmpty();
    }

    @Test
    void aLongFileIsFound() {
        assertThat(findings("class A {\n" + "\n".repeat(600) + "}\n"))
                .singleElement()
                .asString()
                .contains("602 lines");
    }

    @Test
    void aLongMethodIsFound() {
        assertThat(findings("class A {\n    void longOne() {\n" + "\n".repeat(59) + "    }\n    void next() {}\n}\n"))
                .singleElement()
                .asString()
                .contains("A.longOne has 61 lines");
        assertThat(findings("class A {\n    void longOne() {\n" + "\n".repeat(58) + "    }\n}\n"))
                .isEmpty();
    }

    @Test
    void aLongLineIsFound() {
        assertThat(findings("class A {} //" + "-".repeat(108) + "\n"))
                .singleElement()
                .asString()
                .contains("A.java:1: longer");
    }

    @Test
    void aLeftoverMarkerIsFound() {
        for (String marker : List.of("TO" + "DO", "FIX" + "ME", "X" + "XX")) {
            assertThat(findings("class A {} // " + marker + " later\n"))
                    .singleElement()
                    .asString()
                    .contains("marker");
        }
        assertThat(findings("class A { String text = \"X" + "XX\"; }\n")).isEmpty();
    }

    @Test
    void aSleepingTestIsFound() {
        assertThat(findings("class A { void a() throws Exception { Thread" + ".sleep(1); } }\n"))
                .singleElement()
                .asString()
                .contains("sleeps");
    }

    @Test
    void aTestWithoutAssertionIsFound() {
        assertThat(findings("class A { @" + "Test void a() { run(); } }\n"))
                .singleElement()
                .asString()
                .contains("without an assertion");
        assertThat(findings("class A { @" + "Test void a() { assertThat(1); } }\n"))
                .isEmpty();
    }

    @Test
    void aPackageWithoutDescriptionIsFound() {
        assertThat(SourceRules.findings(List.of(new SourceFile(PATH + "A.java", "class A {}\n"))))
                .containsExactly("package io.openplex.room: no package-info.java");
    }

    private static List<String> findings(String text) {
        return SourceRules.findings(List.of(INFO, new SourceFile(PATH + "A.java", text)));
    }
}
