package io.openplex.deploy.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchPredicates;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.util.List;
import java.util.Set;

/** What an engine may not do: read a clock, start a thread, wait, do I/O, or draw from an unseeded generator. */
final class EngineRules {
    private static final DescribedPredicate<JavaClass> ENGINE = JavaClass.Predicates.resideInAnyPackage(
                    "io.openplex.dvipa..",
                    "io.openplex.distributor..",
                    "io.openplex.omproute..",
                    "io.openplex.xcf.api..",
                    "io.openplex.hwsim.wire..",
                    "io.openplex.hwsim.adapters..",
                    "io.openplex.stackd.ip..",
                    "io.openplex.stackd.tcp..",
                    "io.openplex.stackd.loop..",
                    "io.openplex.stackd.profile..",
                    "io.openplex.stackd.console..")
            .and(describe("no engine's rim", type -> !isRim(type)))
            .as("engines");

    private static final Set<String> SYSTEM_CLOCK = Set.of("currentTimeMillis", "nanoTime");
    private static final Set<String> HARMLESS_CONCURRENCY = Set.of("TimeUnit", "TimeUnit$1");
    private static final Set<String> UNSEEDED = Set.of("java.util.Random", "java.util.SplittableRandom");
    private static final Set<String> HARMLESS_IO =
            Set.of("java.io.StringReader", "java.io.StringWriter", "java.io.PrintWriter");

    private EngineRules() {}

    static List<ArchRule> rules() {
        return List.of(
                noEngine("reads a clock", EngineRules::readsClock),
                noEngineKnows("threads", EngineRules::isThreading),
                noEngine("draws unseeded randomness", EngineRules::drawsUnseeded),
                noEngineKnows("sources of true randomness", EngineRules::isRandomSource),
                noEngineKnows("sockets, channels, files or streams", EngineRules::isInputOutput),
                nobodySleeps(),
                noStaticVariable());
    }

    /** The LAN on sockets, the file of shared memory, and in the loop the system clock and the thread that runs it. */
    private static boolean isRim(JavaClass type) {
        String outermost = type.getName().replaceFirst("\\$.*", "");
        return outermost.startsWith("io.openplex.hwsim.adapters.lan.")
                || outermost.equals("io.openplex.hwsim.adapters.qdio.SessionFile")
                || (outermost.startsWith("io.openplex.stackd.loop.")
                        && (outermost.endsWith(".SystemClock")
                                || outermost.endsWith("Runner")
                                || outermost.endsWith("Wait")));
    }

    private static ArchRule noEngine(String what, java.util.function.Predicate<JavaAccess<?>> test) {
        return noClasses()
                .that(ENGINE)
                .should()
                .accessTargetWhere(describe(what, test))
                .as("no engine " + what)
                .allowEmptyShould(true);
    }

    private static ArchRule noEngineKnows(String what, java.util.function.Predicate<JavaClass> test) {
        return noClasses()
                .that(ENGINE)
                .should()
                .dependOnClassesThat(ArchPredicates.are(describe(what, test)))
                .as("no engine knows " + what)
                .allowEmptyShould(true);
    }

    private static ArchRule nobodySleeps() {
        return noClasses()
                .should()
                .accessTargetWhere(describe("Thread.sleep", access -> targets(access, "java.lang.Thread", "sleep")))
                .as("nobody sleeps")
                .allowEmptyShould(true);
    }

    private static ArchRule noStaticVariable() {
        return noFields()
                .that(describe(
                        "hand-written",
                        field -> !field.getOwner().getPackageName().startsWith("io.openplex.proto.v1")))
                .and(describe("not synthetic", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .and()
                .areNotFinal()
                .should()
                .beStatic()
                .as("no static variable: several stacks live in one JVM")
                .allowEmptyShould(true);
    }

    private static boolean readsClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        boolean time = owner.getPackageName().equals("java.time");
        return (owner.getName().equals("java.lang.System") && SYSTEM_CLOCK.contains(name))
                || (time && (name.equals("now") || name.startsWith("system") || name.startsWith("tick")))
                || owner.getName().equals("java.util.Date")
                || owner.getName().equals("java.util.Calendar");
    }

    private static boolean isThreading(JavaClass type) {
        String name = type.getName();
        String concurrent = "java.util.concurrent.";
        boolean harmless = name.startsWith(concurrent + "atomic.")
                || (name.startsWith(concurrent) && HARMLESS_CONCURRENCY.contains(name.substring(concurrent.length())));
        return name.equals("java.lang.Thread")
                || name.startsWith("java.lang.Thread$")
                || name.equals("java.util.Timer")
                || (name.startsWith(concurrent) && !harmless);
    }

    private static boolean drawsUnseeded(JavaAccess<?> access) {
        boolean noSeed = access.getName().equals("<init>")
                && UNSEEDED.contains(access.getTargetOwner().getName())
                && access.getTarget().getFullName().endsWith("<init>()");
        return noSeed
                || targets(access, "java.lang.Math", "random")
                || targets(access, "java.util.UUID", "randomUUID")
                || targets(access, "java.util.random.RandomGenerator", "getDefault")
                || targets(access, "java.util.random.RandomGenerator", "of");
    }

    private static boolean isRandomSource(JavaClass type) {
        return type.getName().equals("java.security.SecureRandom")
                || type.getName().equals("java.util.concurrent.ThreadLocalRandom");
    }

    private static boolean isInputOutput(JavaClass type) {
        String inPackage = type.getPackageName();
        boolean stream = inPackage.equals("java.io")
                && !HARMLESS_IO.contains(type.getName())
                && (type.isAssignableTo(InputStream.class)
                        || type.isAssignableTo(OutputStream.class)
                        || type.isAssignableTo(Reader.class)
                        || type.isAssignableTo(Writer.class)
                        || type.isAssignableTo(File.class)
                        || type.isAssignableTo(RandomAccessFile.class));
        return stream
                || inPackage.equals("java.net")
                || inPackage.startsWith("java.nio.channels")
                || inPackage.startsWith("java.nio.file");
    }

    private static boolean targets(JavaAccess<?> access, String owner, String name) {
        return access.getName().equals(name)
                && access.getTargetOwner().getName().equals(owner);
    }
}
