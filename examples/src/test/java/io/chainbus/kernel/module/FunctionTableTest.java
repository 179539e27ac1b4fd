package io.chainbus.kernel.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FunctionTableTest {

    @Test
    void a_table_of_sites_has_a_record_of_the_init_text_last() {
        FunctionTable table = FunctionTable.ofSites("ext4", 5, true);
        assertThat(table.count()).isEqualTo(5);
        assertThat(table.staying()).isEqualTo(4);
        assertThat(table.find("ext4+0")).isEqualTo(OptionalInt.of(0));
        assertThat(table.find("ext4+3")).isEqualTo(OptionalInt.of(3));
        assertThat(table.find("ext4_init")).isEqualTo(OptionalInt.of(4));
        assertThat(table.find("ext4+4")).isEmpty();
    }

    @Test
    void one_site_alone_is_not_of_the_init_text() {
        assertThat(FunctionTable.ofSites("a", 1, true).staying()).isOne();
        assertThat(FunctionTable.ofSites("a", 0, true).count()).isZero();
        assertThat(FunctionTable.ofSites("a", 9, false).staying()).isEqualTo(9);
    }

    @Test
    void named_functions_come_first() {
        FunctionTable table = new FunctionTable("m", List.of("one", "two"), 2, true);
        assertThat(List.of("one", "two", "m+0", "m+1", "m_init"))
                .allSatisfy(name -> assertThat(table.find(name))
                        .hasValue(List.of("one", "two", "m+0", "m+1", "m_init").indexOf(name)));
    }

    @Test
    void what_is_not_in_the_table_is_not_found() {
        FunctionTable table = new FunctionTable("m", List.of("one"), 2, false);
        assertThat(List.of("m_init", "m+2", "m+", "m+-1", "m+x", "m+99999999999", "n+0", ""))
                .allSatisfy(name -> assertThat(table.find(name)).isEmpty());
    }
}
