package io.chainbus.kernel.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrnoTest {

    @Test
    void texts_are_those_of_the_tools() {
        assertThat(Errno.EBUSY.text()).isEqualTo("Device or resource busy");
        assertThat(Errno.returned(-19).text()).isEqualTo("No such device");
        assertThat(Errno.returned(22)).isEqualTo(Errno.EINVAL);
        assertThat(new Errno(4000).text()).isEqualTo("Unknown error 4000");
        assertThat(Errno.returned(Integer.MIN_VALUE).number()).isPositive();
    }

    @Test
    void errors_are_known_by_their_names_too() {
        assertThat(Errno.named("ENODEV")).contains(Errno.ENODEV);
        assertThat(Errno.named("EDONTKNOW")).isEmpty();
    }

    @Test
    void a_kernel_error_says_who_and_why() {
        assertThat(new KernelError(Errno.ENODEV, "livepatch refuses 'x'").reason())
                .isEqualTo("livepatch refuses 'x': No such device (-19)");
    }
}
