package demi.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the files as kernels write them, below a folder. */
class CgroupTest {

    private static final String GROUPS = "sys/fs/cgroup/";

    @TempDir
    Path root;

    void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Cgroup.Memory memory() {
        return Cgroup.below(root).memory().orElseThrow();
    }

    @Test
    void aContainerOfTheSecondVersion() throws IOException {
        file("proc/self/cgroup", "0::/\n");
        file(GROUPS + "memory.max", "1073741824\n");
        file(GROUPS + "memory.current", "536870912\n");
        file(GROUPS + "memory.stat", "anon 400000000\nfile 136870912\nactive_file 36870912\ninactive_file 100000000\n");
        file(GROUPS + "cpu.max", "150000 100000\n");
        file(GROUPS + "cpu.stat", "usage_usec 2000000\nuser_usec 1\nsystem_usec 1\n");
        assertEquals(new Cgroup.Memory(436_870_912, 1_073_741_824), memory());
        Cgroup.Processor processor = Cgroup.below(root).processor().orElseThrow();
        assertEquals(new Cgroup.Processor(1.5, 2_000_000_000), processor);
    }

    @Test
    void aServiceOfSystemdWhoseLimitIsAtOneOfTheLevelsAbove() throws IOException {
        file("proc/self/cgroup", "0::/system.slice/demi.service/inner\n");
        String service = GROUPS + "system.slice/demi.service/";
        file(service + "inner/memory.max", "max\n");
        file(service + "inner/memory.high", "max\n");
        file(service + "inner/memory.current", "100\n");
        file(service + "memory.max", "4000\n");
        file(service + "memory.high", "3000\n");
        file(service + "memory.current", "1000\n");
        file(GROUPS + "system.slice/memory.max", "100000\n");
        file(GROUPS + "system.slice/memory.current", "50000\n");
        file(service + "cpu.max", "max 100000\n");
        file(service + "cpu.stat", "usage_usec 7\n");
        assertEquals(new Cgroup.Memory(1_000, 3_000), memory(), "where least is left");
        assertTrue(Cgroup.below(root).processor().isEmpty());
    }

    @Test
    void aContainerOfTheFirstVersion() throws IOException {
        file("proc/self/cgroup", "9:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n1:name=systemd:/docker/abc\n");
        file(GROUPS + "memory/memory.limit_in_bytes", "268435456\n");
        file(GROUPS + "memory/memory.usage_in_bytes", "200000000\n");
        file(GROUPS + "memory/memory.stat", "inactive_file 1\ntotal_inactive_file 50000000\n");
        file(GROUPS + "cpu/cpu.cfs_quota_us", "50000\n");
        file(GROUPS + "cpu/cpu.cfs_period_us", "100000\n");
        file(GROUPS + "cpuacct/cpuacct.usage", "123456789\n");
        assertEquals(new Cgroup.Memory(150_000_000, 268_435_456), memory());
        assertEquals(
                new Cgroup.Processor(.5, 123_456_789),
                Cgroup.below(root).processor().orElseThrow());
    }

    @Test
    void theFirstVersionsWordForNoLimit() throws IOException {
        file("proc/self/cgroup", "9:memory:/\n4:cpu,cpuacct:/\n");
        file(GROUPS + "memory/memory.limit_in_bytes", "9223372036854771712\n");
        file(GROUPS + "memory/memory.usage_in_bytes", "200000000\n");
        file(GROUPS + "cpu/cpu.cfs_quota_us", "-1\n");
        file(GROUPS + "cpu/cpu.cfs_period_us", "100000\n");
        file(GROUPS + "cpu/cpuacct.usage", "1\n");
        assertTrue(Cgroup.below(root).memory().isEmpty());
        assertTrue(Cgroup.below(root).processor().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "0::/../../..\n", "0::/gone/away\n", "::::\n", "a:b\n"})
    void whatCannotBeReadIsNoLimit(String groups) throws IOException {
        file("proc/self/cgroup", groups);
        file(GROUPS + "memory.max", "what?\n");
        file(GROUPS + "memory.current", "");
        file(GROUPS + "cpu.max", "1\n");
        assertTrue(Cgroup.below(root).memory().isEmpty());
        assertTrue(Cgroup.below(root).processor().isEmpty());
        assertTrue(Cgroup.below(root.resolve("nowhere")).memory().isEmpty());
    }
}
