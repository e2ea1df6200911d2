package io.sluice;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of the structure, each with its reason. */
@AnalyzeClasses(packages = "io.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final int CLASS_LINES_MAX = 300;

    /** From top to bottom: what stands lower does not know what stands higher. */
    private static final List<String> LAYERS = List.of(
            "cli",
            "operate.why",
            "operate",
            "camel",
            "routefiles",
            "intake",
            "intake.list",
            "stage",
            "zone",
            "check.schema",
            "check",
            "check.quick",
            "check.wording",
            "check.dialect",
            "check.format",
            "check.pattern",
            "check.finding",
            "check.budget",
            "ledger.sqlite",
            "ledger.lease",
            "ledger",
            "batch",
            "event.log",
            "event",
            "config",
            "place",
            "fault",
            "text");

    @ArchTest
    static final ArchRule onlyCamelKnowsCamel = noClasses()
            .that()
            .resideOutsideOfPackages("io.sluice.camel..", "io.sluice.routefiles..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because("everything else is tested, and could be used, without a Camel context");

    @ArchTest
    static final ArchRule routeFilesKnowNoEngine = noClasses()
            .that()
            .resideInAPackage("io.sluice.routefiles..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.camel..")
                    .and(resideOutsideOfPackages(
                            "org.apache.camel.catalog..",
                            "org.apache.camel.tooling.model", // what the catalog is made of
                            "org.apache.camel.dsl.yaml..",
                            "org.apache.camel.spi.annotations",
                            "org.apache.camel.util"))) // reads the options of a URI
            .because("route files are checked against what Camel says of itself, before there is a Camel to ask");

    @ArchTest
    static void noArrowPointsUp(JavaClasses classes) {
        for (int lower = 1; lower < LAYERS.size(); lower++) {
            noClasses()
                    .that()
                    .resideInAPackage("io.sluice." + LAYERS.get(lower))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(LAYERS.subList(0, lower).stream()
                            .map(layer -> "io.sluice." + layer)
                            .toArray(String[]::new))
                    .because("each part is told everything by those above it, and can be read without them")
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule everyPackageHasItsLayer = classes()
            .should()
            .resideInAnyPackage(
                    Stream.concat(Stream.of("io.sluice"), LAYERS.stream().map(layer -> "io.sluice." + layer))
                            .toArray(String[]::new))
            .because("the direction between two packages is decided here, once");

    @ArchTest
    static final ArchRule checkingKnowsNoMemory = noClasses()
            .that()
            .resideInAPackage("io.sluice.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sluice.ledger..", "io.sluice.event..")
            .because("the routes, the validate command and every dry run use the same checker");

    @ArchTest
    static final ArchRule faultsAreTheBottom = classes()
            .that()
            .resideInAnyPackage("io.sluice.fault", "io.sluice.text")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.sluice.fault",
                    "io.sluice.text",
                    "java..",
                    "com.fasterxml.jackson.core..", // JSON is text that leaves, too
                    "org.apache.commons.text..",
                    "org.jspecify..",
                    "org.slf4j..")
            .because("every package may meet an environment fault");

    @ArchTest
    static final ArchRule formattedForNoCountry = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .because("digits in SQL, logs and reports would be those of the machine's locale; Locale.ROOT is given");

    /** They tell how long something took between two times that people are told, and nothing waits for it. */
    private static final String TELLS_HOW_LONG =
            ".*\\.(camel\\.Reading|operate\\.CurrentRun|operate\\.why\\.[A-Za-z]+|ledger\\.sqlite\\.DecisionWriter|cli\\.StatusReport)";

    @ArchTest
    static final ArchRule nothingWaitsByTheWallClock = noClasses()
            .that()
            .haveNameNotMatching(TELLS_HOW_LONG)
            .should()
            .callMethodWhere(target(owner(assignableTo(Instant.class)))
                    .and(target(name("isBefore").or(name("isAfter")).or(name("until")))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(Duration.class))).and(target(name("between"))))
            .orShould()
            .callMethod(Clock.class, "tick", Clock.class, Duration.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because(
                    "a clock that is set back by an hour would make every pause an hour longer; System.nanoTime is not set");

    @ArchTest
    static final ArchRule aFailingDiskIsNoMissingFile = noClasses()
            .that()
            .resideInAnyPackage("io.sluice.zone..", "io.sluice.routefiles..", "io.sluice.check..", "io.sluice.event..")
            .and()
            .doNotHaveSimpleName("FreeSpace") // forgets, and asks anew
            .should()
            .callMethodWhere(target(owner(assignableTo(Files.class)))
                    .and(target(name("exists").or(name("isDirectory")).or(name("isRegularFile")))))
            .because("they say no to whatever they cannot see: io.sluice.fault.Presence throws");

    @ArchTest
    static final ArchRule allJsonMayBeLookedAt = noClasses()
            .that()
            .doNotHaveSimpleName("PrintableJson")
            .should()
            .callMethodWhere(target(owner(assignableTo(JsonFactory.class))).and(target(name("createGenerator"))))
            .because("a supplier's names and values reach a terminal through JSON, too: PrintableJson escapes them");

    /** A mapper writes as its factory does, which only who makes it can see. */
    @ArchTest
    static final ArchRule mappersWriteInOnePlace = noClasses()
            .that()
            .doNotHaveSimpleName("ReasonFile") // its mapper is of PrintableJson
            .and()
            .doNotHaveSimpleName("SchemaFile") // what it writes is read by the schema library alone
            .should()
            .callMethodWhere(target(owner(assignableTo(ObjectMapper.class)))
                    .and(target(nameMatching("write.*|createGenerator|generator"))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectWriter.class)
            .because("a supplier's names and values reach a terminal through JSON, too: PrintableJson escapes them");

    @ArchTest
    static final ArchRule noCycles = slices().matching("io.sluice.(**)")
            .should()
            .beFreeOfCycles()
            .because("a stranger reads the packages one after the other");

    @Test
    void noClassIsLongerThanAReaderHolds() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> longer = sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> lines(path) > CLASS_LINES_MAX)
                    .toList();
            assertThat(longer).isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
