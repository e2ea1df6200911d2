package io.sluice.camel;

import io.sluice.check.finding.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * Stands for the content of a file that no step should look at: it is too large, or bears a name that is reserved. The
 * check says so of it; whatever else reads it is told why not.
 */
final class RefusedBody extends InputStream implements StreamCache {
    private final Findings why;

    RefusedBody(Findings why) {
        this.why = why;
    }

    Findings why() {
        return why;
    }

    @Override
    public int read() throws IOException {
        throw refused();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        throw refused();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        throw refused();
    }

    private IOException refused() {
        return new IOException(why.kept().get(0).message());
    }

    @Override
    public void reset() {
        // there is nothing to go back to
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        return this;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return 0;
    }

    @Override
    public long position() {
        return 0;
    }
}
