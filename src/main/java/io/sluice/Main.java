package io.sluice;

import io.sluice.cli.Commands;
import io.sluice.text.PrintableStream;
import io.sluice.text.PrintableWriter;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Hands over to the CLI. What it prints is UTF-8 in every locale. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.setErr(PrintableStream.before(new FileOutputStream(FileDescriptor.err))); // log lines go there, too
        PrintWriter err = writer(FileDescriptor.err);
        SystemWords.plain(System.getenv()).ifPresent(err::println);
        System.exit(Commands.execute(writer(FileDescriptor.out), err, arguments));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        OutputStreamWriter utf8 = new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8);
        return new PrintWriter(new PrintableWriter(new BufferedWriter(utf8)), true);
    }
}
