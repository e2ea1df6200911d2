package io.sluice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of the structure, each with its reason. */
@AnalyzeClasses(packages = "io.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final int CLASS_LINES_MAX = 300;

    @ArchTest
    static final ArchRule onlyPipelineKnowsCamel = noClasses()
            .that()
            .resideOutsideOfPackages("io.sluice.pipeline..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because("everything else is tested, and could be used, without a Camel context");

    @ArchTest
    static final ArchRule thePartsDoNotKnowTheirUsers = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.sluice.check..", "io.sluice.publish..", "io.sluice.ledger..", "io.sluice.deadletter..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sluice.cli..", "io.sluice.ops..", "io.sluice.pipeline..", "io.sluice.config..")
            .because("checking, publishing, remembering and keeping aside are told everything by their callers");

    @ArchTest
    static final ArchRule theLedgerKnowsNothingOfFilesBeingPublished = noClasses()
            .that()
            .resideInAPackage("io.sluice.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sluice.check..", "io.sluice.publish..", "io.sluice.deadletter..")
            .because("the ledger records decisions; another ledger must be able to take its place");

    @ArchTest
    static final ArchRule thePublisherKnowsOnlyBytes = noClasses()
            .that()
            .resideInAPackage("io.sluice.publish..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sluice.check..", "io.sluice.ledger..", "io.sluice.deadletter..")
            .because("a durable write is the same whatever the bytes mean");

    @ArchTest
    static final ArchRule checkingTouchesNoOtherPart = noClasses()
            .that()
            .resideInAPackage("io.sluice.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sluice.publish..", "io.sluice.ledger..", "io.sluice.deadletter..")
            .because("the routes, the validate command and every dry run use the same checker");

    @ArchTest
    static final ArchRule faultsAreTheBottom = classes()
            .that()
            .resideInAPackage("io.sluice.fault..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.sluice.fault..", "java..", "org.jspecify..", "org.slf4j..")
            .because("every package may meet an environment fault");

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
