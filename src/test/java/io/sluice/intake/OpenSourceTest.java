package io.sluice.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSourceTest {
    private static final int READINGS = 2_000;

    private final Path home;
    private final Path root;
    private final OpenSource open;

    OpenSourceTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.root = Files.createDirectories(home.resolve("sff"));
        Files.createDirectories(root.resolve("a/b"));
        Files.createDirectories(home.resolve("outside/b"));
        Files.writeString(root.resolve("a/b/x.json"), "inside ");
        Files.writeString(home.resolve("outside/b/x.json"), "outside");
        this.open = OpenSource.of(root);
    }

    @AfterEach
    void close() throws IOException {
        open.letGo();
    }

    private String read(Path file) throws IOException {
        try (OpenFile opened = open.open(file)) {
            ByteBuffer content = ByteBuffer.allocate(100);
            int length = opened.channel().read(content);
            return new String(content.array(), 0, length, UTF_8);
        }
    }

    @Test
    void linksToFilesOfTheSourceAreReadAndNoOthers() throws Exception {
        Path inside = Files.createSymbolicLink(root.resolve("in.json"), Path.of("a/b/x.json"));
        Path outside = Files.createSymbolicLink(root.resolve("out.json"), home.resolve("outside/b/x.json"));
        Path directory = Files.createSymbolicLink(root.resolve("d"), home.resolve("outside"));

        assertThat(read(inside)).isEqualTo("inside ");
        assertThatThrownBy(() -> read(outside)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> read(directory.resolve("b/x.json"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void rootThatWasExchangedForALinkIsStillTheOneThatWasOpened() throws Exception {
        Files.move(root, home.resolve("away"));
        Files.createSymbolicLink(root, home.resolve("outside"));

        assertThat(read(root.resolve("a/b/x.json"))).isEqualTo("inside ");
        assertThatThrownBy(() -> read(root.resolve("b/x.json"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void fileIsToldFromOneOfAnotherSizeOrTime() throws Exception {
        Path file = root.resolve("a/b/x.json");
        Path outside = home.resolve("outside/b/x.json");
        Files.setLastModifiedTime(outside, FileTime.fromMillis(0));
        RawAttributes attributes = RawAttributes.of(file);
        try (OpenFile opened = open.open(file)) {
            assertThat(opened.is(attributes)).isTrue();
            assertThat(opened.is(RawAttributes.of(outside))).isFalse();
            Files.writeString(file, "longer than it was");
            assertThat(opened.is(attributes)).isFalse();
        }
    }

    @Test
    void directoryExchangedForALinkInALoopLeadsNobodyOut() throws Exception {
        Path directory = root.resolve("a");
        Path aside = home.resolve("aside");
        Path link = Files.createSymbolicLink(home.resolve("link"), home.resolve("outside"));
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch exchanged = new CountDownLatch(1);
        Thread exchanging = new Thread(() -> {
            try {
                while (!over.get()) {
                    Files.move(directory, aside);
                    Files.move(link, directory);
                    exchanged.countDown();
                    Files.move(directory, link);
                    Files.move(aside, directory);
                }
            } catch (IOException broken) {
                throw new java.io.UncheckedIOException(broken);
            }
        });
        exchanging.start();
        try {
            exchanged.await();
            int read = 0;
            for (int reading = 0; reading < READINGS; reading++) {
                try {
                    assertThat(read(directory.resolve("b/x.json"))).isEqualTo("inside ");
                    read++;
                } catch (IOException inBetween) {
                    assertThat(inBetween).isInstanceOf(java.nio.file.FileSystemException.class);
                }
            }
            assertThat(read).as("readings that met the directory").isPositive();
        } finally {
            over.set(true);
            exchanging.join();
        }
    }
}
