package io.chainbus.kernel.module;

/** What a module's init came to. */
public sealed interface InitResult {

    static InitResult ok() {
        return Ok.INSTANCE;
    }

    static InitResult failed(Errno errno) {
        return new Failed(errno);
    }

    enum Ok implements InitResult {
        INSTANCE
    }

    record Failed(Errno errno) implements InitResult {}
}
