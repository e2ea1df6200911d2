package io.sluice.check;

import com.networknt.schema.JsonSchema;
import java.nio.file.Path;

/**
 * A schema that is compiled and whose references are all resolved. Immutable and thread-safe.
 *
 * @param name as it was asked for, without {@code .json}
 * @param file where it was read
 * @param sha256 in lower-case hexadecimal: of the file's bytes or, when it refers to other schemas, of those bytes and of
 *     what each reference leads to; equal wherever the files lie
 * @param compiled formats are asserted in every dialect, and errors of alternatives are those of the closest
 */
public record Schema(String name, Path file, String sha256, JsonSchema compiled) {}
