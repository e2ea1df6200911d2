package io.sluice.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A home directory with the shipped settings, and the command line carried out in it. */
record Home(Path path) {
    static final String SCHEMA =
            """
            { "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
              "properties": { "grant_id": { "type": "string" }, "amount": { "type": "number" } },
              "required": ["grant_id"] }
            """;

    /** What a command left for its caller. */
    record Outcome(int exitCode, String out, String err) {}

    static Home in(Path directory) throws IOException {
        Home home = new Home(directory.toRealPath());
        home.write("config/application.properties", Files.readString(Path.of("config/application.properties")));
        home.write("config/schemas/grant_v1.json", SCHEMA);
        return home;
    }

    Path write(String file, String content) throws IOException {
        Path target = path.resolve(file);
        Files.createDirectories(target.getParent());
        return Files.writeString(target, content);
    }

    Outcome sluice(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String before = System.setProperty("sluice.home", path.toString());
        try {
            int exitCode = Commands.execute(new PrintWriter(out), new PrintWriter(err), arguments);
            return new Outcome(exitCode, out.toString(), err.toString());
        } finally {
            if (before == null) {
                System.clearProperty("sluice.home");
            } else {
                System.setProperty("sluice.home", before);
            }
        }
    }
}
