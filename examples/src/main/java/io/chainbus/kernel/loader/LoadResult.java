package io.chainbus.kernel.loader;

import io.chainbus.kernel.module.Errno;

/** What loading a module came to. */
public sealed interface LoadResult {

    /** It is live now, loaded by this call or by another one that this call waited for. */
    record Loaded(String name) implements LoadResult {}

    /** It was live before. */
    record AlreadyLive(String name) implements LoadResult {}

    /** There is no such module. */
    record NotFound(String name) implements LoadResult {}

    /**
     * It is not live, and what had been done for it has been taken back.
     *
     * @param failed the module that could not be loaded: the one that was asked for, or one that it depends on
     */
    record Failed(String failed, Errno errno, Reason reason) implements LoadResult {}

    /** Why a module could not be loaded. */
    sealed interface Reason {

        /** {@code by}, a consumer of the loader's announcements, refused it. */
        record Refused(String by, String detail) implements Reason {}

        /** Its own init failed. */
        record InitFailed() implements Reason {}

        /** A parameter's value is none. */
        record BadParameter(String parameter) implements Reason {}

        /** It is going away at this moment. */
        record Going() implements Reason {}

        /** A module that it depends on is not live. */
        record MissingDependency(String dependency) implements Reason {}
    }

    /** Whether the module is live. */
    default boolean success() {
        return this instanceof Loaded || this instanceof AlreadyLive;
    }
}
