package io.openplex.deploy.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which room may know which: arrows point down only. */
final class Arrows {
    private static final String WIRE = "io.openplex.hwsim.wire..";
    private static final String ADAPTERS = "io.openplex.hwsim.adapters..";
    private static final String LINUX = "io.openplex.hwsim.linux..";
    private static final String GRPC = "io.openplex.proto.v1..";
    private static final String MESSAGES = "io.openplex.proto.messages..";
    private static final String STATEMENTS = "io.openplex.proto.statements..";
    private static final String XCF_API = "io.openplex.xcf.api..";
    private static final String XCF_ZOOKEEPER = "io.openplex.xcf.zookeeper..";
    private static final String DVIPA = "io.openplex.dvipa..";
    private static final String DISTRIBUTOR = "io.openplex.distributor..";
    private static final String OMPROUTE = "io.openplex.omproute..";
    private static final String STACKD = "io.openplex.stackd..";
    private static final String DEPLOY = "io.openplex.deploy..";
    private static final String OPERATOR = "io.openplex.deploy.operator..";

    private Arrows() {}

    static List<ArchRule> rules() {
        return List.of(
                knowsOnly(WIRE),
                knowsOnly(ADAPTERS, WIRE),
                knowsOnly(LINUX, ADAPTERS, WIRE),
                knowsOnly(GRPC),
                knowsOnly(MESSAGES),
                knowsOnly(STATEMENTS, MESSAGES),
                knowsOnly(XCF_API, WIRE, GRPC, MESSAGES, STATEMENTS),
                knowsOnly(XCF_ZOOKEEPER, XCF_API, WIRE, GRPC),
                knowsOnly(DVIPA, XCF_API, WIRE, MESSAGES),
                knowsOnly(DISTRIBUTOR, XCF_API, WIRE, MESSAGES),
                knowsOnly(OMPROUTE, XCF_API, WIRE, MESSAGES, STATEMENTS),
                knowsOnly(OPERATOR, GRPC),
                nothingBelowKnowsDeploy(),
                zookeeperIsSeenByWiringOnly(),
                theStackCoreKnowsNoUpperFloor());
    }

    private static ArchRule knowsOnly(String room, String... others) {
        List<String> allowed = new ArrayList<>(Arrays.asList(others));
        allowed.add(room);
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.openplex..").and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
                .as(room + " knows only " + String.join(", ", allowed))
                .allowEmptyShould(true);
    }

    private static ArchRule nothingBelowKnowsDeploy() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(DEPLOY)
                .should()
                .dependOnClassesThat(resideInAPackage(DEPLOY))
                .as("nothing below deploy knows deploy")
                .allowEmptyShould(true);
    }

    private static ArchRule zookeeperIsSeenByWiringOnly() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(XCF_ZOOKEEPER, "io.openplex.stackd.daemon..", DEPLOY)
                .should()
                .dependOnClassesThat(resideInAPackage(XCF_ZOOKEEPER))
                .as("xcf.zookeeper is seen by stackd.daemon and deploy only")
                .allowEmptyShould(true);
    }

    private static ArchRule theStackCoreKnowsNoUpperFloor() {
        return noClasses()
                .that()
                .resideInAnyPackage("io.openplex.stackd.ip..", "io.openplex.stackd.tcp..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        STACKD.replace("..", ".profile.."),
                        STACKD.replace("..", ".console.."),
                        STACKD.replace("..", ".services.."),
                        STACKD.replace("..", ".sysplex.."),
                        STACKD.replace("..", ".daemon.."),
                        STACKD.replace("..", ".enf.."),
                        STACKD.replace("..", ".metrics..")))
                .as("stackd.ip and stackd.tcp know no upper floor of stackd")
                .allowEmptyShould(true);
    }
}
