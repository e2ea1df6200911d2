package io.sluice.operate;

import io.sluice.check.DocumentChecker;
import io.sluice.check.finding.Findings;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks one file as a run would, and leaves it as it is. */
record FileCheck(DocumentChecker checker, int sizeMibMax) {

    Findings of(Path file) throws EnvironmentFault {
        String name = file.getFileName().toString();
        if (name.endsWith(".reason.json")) {
            return DocumentChecker.reservedName(name);
        }
        int bytesMax = sizeMibMax * 1_024 * 1_024;
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(bytesMax);
            if (bytes.length == bytesMax && stream.read() >= 0) {
                return DocumentChecker.tooLarge(Files.size(file), bytesMax);
            }
            return checker.check(bytes);
        } catch (IOException told) {
            throw IoFaults.of(told, file, "read", "it was not checked");
        }
    }
}
