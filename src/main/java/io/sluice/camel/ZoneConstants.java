package io.sluice.camel;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/**
 * The headers of a file that is read from a zone: those of camel-file, and what Sluice knows beyond them. They inform; no
 * producer of a zone asks them, but for {@link #FILE_NAME} in a delivery.
 */
public final class ZoneConstants {
    @Metadata(
            description =
                    "The path of the file relative to its source. A delivery to zone:raw takes it as the path to deliver to.",
            javaType = "String")
    public static final String FILE_NAME = Exchange.FILE_NAME;

    @Metadata(label = "consumer", description = "The file's name without its directory.", javaType = "String")
    public static final String FILE_NAME_ONLY = "CamelFileNameOnly";

    @Metadata(label = "consumer", description = "As CamelFileName; steps may not change it.", javaType = "String")
    public static final String FILE_NAME_CONSUMED = "CamelFileNameConsumed";

    @Metadata(label = "consumer", description = "The absolute path of the file.", javaType = "String")
    public static final String FILE_ABSOLUTE_PATH = "CamelFileAbsolutePath";

    @Metadata(label = "consumer", description = "The size of the file in bytes.", javaType = "long")
    public static final String FILE_LENGTH = "CamelFileLength";

    @Metadata(
            label = "consumer",
            description = "The file's modification time, milliseconds since the epoch.",
            javaType = "long")
    public static final String FILE_LAST_MODIFIED = "CamelFileLastModified";

    @Metadata(label = "consumer", description = "The source that the file is of.", javaType = "String")
    public static final String SOURCE = "SluiceSource";

    @Metadata(label = "consumer", description = "The stage whose route reads the file.", javaType = "String")
    public static final String STAGE = "SluiceStage";

    @Metadata(
            label = "consumer",
            description =
                    "What is delivered, the same on each retry: the stage and the version of the file. Set where a"
                            + " route reads what was published, so that a receiver can tell a repetition from news.",
            javaType = "String")
    public static final String DELIVERY_ID = "SluiceDeliveryId";

    @Metadata(
            label = "consumer",
            description = "The SHA-256 of the bytes that were read, in lower-case hexadecimal.",
            javaType = "String")
    public static final String SHA256 = "SluiceSha256";

    @Metadata(
            label = "consumer",
            description = "The schema that the source's files are checked against.",
            javaType = "String")
    public static final String SCHEMA = "SluiceSchema";

    @Metadata(label = "consumer", description = "The id of the run that reads the file.", javaType = "String")
    public static final String RUN = "SluiceRun";

    @Metadata(description = "How many errors the check has found; set when a file is rejected.", javaType = "long")
    public static final String ERROR_COUNT = "SluiceErrorCount";

    @Metadata(
            description = "The first thing that the check has found, in words; set when a file is rejected.",
            javaType = "String")
    public static final String FIRST_FINDING = "SluiceFirstFinding";

    @Metadata(
            description = "The absolute path of the file with all the reasons; set once the dead letter is kept.",
            javaType = "String")
    public static final String REASON_FILE = "SluiceReasonFile";

    private ZoneConstants() {}
}
