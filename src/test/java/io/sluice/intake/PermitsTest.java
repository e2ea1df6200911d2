package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PermitsTest {
    @Test
    void asManyFilesAreInHandAsMayBeOpenTwice() {
        assertThat(Permits.filesMax(Long.MAX_VALUE)).isEqualTo(1_000);
        assertThat(Permits.filesMax(524_288)).isEqualTo(1_000);
        assertThat(Permits.filesMax(1_024)).isEqualTo(384);
        assertThat(Permits.filesMax(512)).isEqualTo(128);
        assertThat(Permits.filesMax(64)).isEqualTo(4);
    }

    @Test
    void theLimitThatHoldsIsReadAsTheKernelTellsIt() {
        assertThat(Descriptors.max(List.of(
                        "Limit                     Soft Limit           Hard Limit           Units     ",
                        "Max open files            1024                 524288               files     ")))
                .isEqualTo(1_024);
        assertThat(Descriptors.max(
                        List.of("Max open files            unlimited            unlimited            files")))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Descriptors.max(List.of())).isEqualTo(Long.MAX_VALUE);
        assertThat(Descriptors.max()).isPositive();
    }
}
