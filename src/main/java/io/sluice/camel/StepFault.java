package io.sluice.camel;

/** A step of a route has failed, or stands where it cannot do its work. The file stays as it was. */
public final class StepFault extends Exception {
    private static final long serialVersionUID = 1;

    StepFault(String message) {
        super(message);
    }
}
