package io.chainbus.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.ModulePhase;
import org.junit.jupiter.api.Test;

class PublishRefusalTest {

    @Test
    void already_up_says_what_to_do() {
        assertThat(new PublishRefusal.AlreadyUp("e1000", ModulePhase.COMING).message())
                .isEqualTo("'e1000' is already up in COMING: publish its release first");
    }

    @Test
    void not_an_event_says_why() {
        assertThat(new PublishRefusal.NotAnEvent("no key").message()).isEqualTo("no key");
    }

    @Test
    void journal_behind_says_what_to_do() {
        assertThat(new PublishRefusal.JournalBehind("modules").message())
                .isEqualTo("the journal of chain 'modules' is behind: publish again when it goes on");
    }
}
