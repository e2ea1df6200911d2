package io.sluice.intake.list;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** What the JDK does not offer of the C library. Loading this class fails where the library lacks any of it. */
final class LibC {
    static {
        Native.register(LibC.class, NativeLibrary.getInstance("c"));
    }

    private LibC() {}

    /** @param path ends with a NUL byte */
    static native int open(byte[] path, int flags) throws LastErrorException;

    static native int close(int descriptor) throws LastErrorException;

    /** glibc 2.30. Returns how many bytes it wrote; 0 at the end. */
    static native long getdents64(int descriptor, Pointer buffer, long bytesMax) throws LastErrorException;

    /**
     * glibc 2.28. The layout of what it writes is the same on every processor.
     *
     * @param path ends with a NUL byte
     */
    static native int statx(int descriptor, byte[] path, int flags, int mask, Pointer buffer) throws LastErrorException;
}
