package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.sluice.event.Outcome;
import io.sluice.fault.EnvironmentFault;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.jsonvalidator.JsonValidatorErrorHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An {@link Error} within the check, where no route can put one: in the mapper, in the schema's validation, in the handler of
 * its errors. The next file takes the same thread.
 */
class ErrorInCheckRouteTest extends RouteTestSupport {
    private static final String TROUBLE = GOOD.replace("g-1", "trouble");

    static List<Supplier<Error>> errors() {
        return List.of(
                () -> new OutOfMemoryError("made by a test"),
                () -> new LinkageError("made by a test"),
                () -> new AssertionError("made by a test"),
                InternalError::new);
    }

    private void rebind(String name, Object bean) {
        context.getRegistry().unbind(name);
        context.getRegistry().bind(name, bean);
    }

    private void assertClosed(Error met) throws Exception {
        Outcome outcome = send("trouble.json", TROUBLE);

        boolean memory = met instanceof OutOfMemoryError;
        assertThat(outcome).isEqualTo(memory ? Outcome.FAULT : Outcome.DEFECT);
        assertThat(intake().faults().met()).isEqualTo(memory ? Set.of(EnvironmentFault.Kind.MEMORY) : Set.of());
        assertThat(work().tally.defects()).isEqualTo(memory ? 0 : 1);
        assertThat(decided("trouble.json")).isEmpty();
        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);
        assertThat(validated("trouble.json")).doesNotExist();
        assertThat(deadLetter("trouble.json")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void inTheMapper(Supplier<Error> error) throws Exception {
        rebind("strictMapper", new TroubledMapper(error, false));
        startRoute();
        assertClosed(error.get());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void inTheValidation(Supplier<Error> error) throws Exception {
        rebind("strictMapper", new TroubledMapper(error, true));
        startRoute();
        assertClosed(error.get());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void inTheHandlerOfItsErrors(Supplier<Error> error) throws Exception {
        rebind("findings", new JsonValidatorErrorHandler() {
            @Override
            public void handleErrors(Exchange exchange, JsonSchema schema, Set<ValidationMessage> found) {
                throw error.get();
            }

            @Override
            public void handleErrors(Exchange exchange, JsonSchema schema, Exception failure) {
                throw error.get();
            }
        });
        startRoute();

        Outcome outcome = send("bad.json", BAD);

        assertThat(outcome).isEqualTo(error.get() instanceof OutOfMemoryError ? Outcome.FAULT : Outcome.DEFECT);
        assertThat(decided("bad.json")).isEmpty();
        assertThat(deadLetter("bad.json")).doesNotExist();
        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);
    }
}
