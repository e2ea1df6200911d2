package io.sluice.operate;

import io.sluice.check.DocumentChecker;
import io.sluice.check.HeapShare;
import io.sluice.check.finding.Findings;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.fault.MemoryFaults;
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
        try {
            return ofContent(file, bytesMax);
        } catch (OutOfMemoryError tooLittle) {
            throw MemoryFaults.of(tooLittle, file.toString(), "it was not checked");
        }
    }

    private Findings ofContent(Path file, int bytesMax) throws EnvironmentFault {
        try (InputStream stream = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > bytesMax) {
                return DocumentChecker.tooLarge(size, bytesMax);
            }
            HeapShare.Part memory = HeapShare.CONTENTS.take(2 * size);
            try {
                byte[] bytes = stream.readNBytes(bytesMax);
                return bytes.length == bytesMax && stream.read() >= 0
                        ? DocumentChecker.tooLarge(Files.size(file), bytesMax)
                        : checker.check(bytes);
            } finally {
                memory.giveBack();
            }
        } catch (IOException told) {
            throw IoFaults.of(told, file, "read", "it was not checked");
        }
    }
}
