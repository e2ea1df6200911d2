package io.sluice.camel;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Ledger;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keys that a user's own route remembers durably, in a table of the ledger: for {@code idempotentRepository} of a {@code
 * file:} endpoint or of an idempotent consumer. Each route has keys of its own; the oldest are forgotten when there are too
 * many. What decisions are, and which file was read from a zone, is not kept here.
 */
final class Remembered extends ServiceSupport implements IdempotentRepository {
    private final CamelContext context;
    private final Ledger ledger;
    private volatile @Nullable String route;

    Remembered(CamelContext context, Ledger ledger) {
        this.context = context;
        this.ledger = ledger;
    }

    private interface Call<T> {
        T ask() throws EnvironmentFault;
    }

    /** A key that cannot be told is neither known nor new: the exchange fails and is tried again. */
    private static <T> T asked(Call<T> call) {
        try {
            return call.ask();
        } catch (EnvironmentFault fault) {
            throw new RuntimeCamelException(fault);
        }
    }

    /** The route whose endpoint was given this repository; Camel does not say so. */
    private String route() {
        String known = route;
        if (known == null) {
            known = context.getRoutes().stream()
                    .filter(candidate -> isOf(candidate.getEndpoint()))
                    .map(Route::getRouteId)
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "#bean:remembered is for the idempotentRepository of a file: endpoint or of an idempotent consumer"));
            route = known;
        }
        return known;
    }

    private boolean isOf(Endpoint endpoint) {
        return endpoint instanceof GenericFileEndpoint<?> file && file.getIdempotentRepository() == this;
    }

    @Override
    public boolean add(String key) {
        return asked(() -> ledger.remember(route(), key));
    }

    @Override
    public boolean contains(String key) {
        return asked(() -> ledger.remembers(route(), key));
    }

    @Override
    public boolean remove(String key) {
        return asked(() -> ledger.forget(route(), key));
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        asked(() -> ledger.forgetAll(route()));
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        return asked(() -> ledger.remember(exchange.getFromRouteId(), key));
    }

    @Override
    public boolean contains(Exchange exchange, String key) {
        return asked(() -> ledger.remembers(exchange.getFromRouteId(), key));
    }

    @Override
    public boolean remove(Exchange exchange, String key) {
        return asked(() -> ledger.forget(exchange.getFromRouteId(), key));
    }
}
