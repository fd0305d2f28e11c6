package demi.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The limits of the control groups that this process is in, of both versions; the tightest one counts, whichever level sets
 * it. Blocking. What cannot be read is no limit.
 */
final class Cgroup {

    /** Version 1 has no word for "no limit", but a number near the largest one. */
    private static final long UNLIMITED = Long.MAX_VALUE / 4;

    private static final String UNIFIED = "";

    private final Path mount;
    private final Map<String, String> own;

    private Cgroup(Path mount, Map<String, String> own) {
        this.mount = mount;
        this.own = own;
    }

    /** @param root of the file system */
    static Cgroup below(Path root) {
        return new Cgroup(root.resolve("sys/fs/cgroup"), groups(root.resolve("proc/self/cgroup")));
    }

    /** By controller, the path of the process's group; the second version's has no name. */
    private static Map<String, String> groups(Path file) {
        return lines(file).stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3)
                .flatMap(parts -> Stream.of(parts[1].split(",", -1)).map(controller -> Map.entry(controller, parts[2])))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }

    /** Memory in use and its limit, in bytes. */
    record Memory(long used, long limit) {}

    /** Of the level at which least is left; empty where there is no limit. */
    Optional<Memory> memory() {
        return Stream.concat(
                        levels(UNIFIED, mount).stream()
                                .flatMap(level ->
                                        memory(level, "memory.current", "inactive_file", "memory.max", "memory.high")),
                        levels("memory", mount.resolve("memory")).stream()
                                .flatMap(level -> memory(
                                        level,
                                        "memory.usage_in_bytes",
                                        "total_inactive_file",
                                        "memory.limit_in_bytes")))
                .min((one, other) -> Long.compare(one.limit() - one.used(), other.limit() - other.used()));
    }

    private static Stream<Memory> memory(Path level, String used, String freeable, String... limits) {
        OptionalLong now = number(level.resolve(used));
        OptionalLong limit = Stream.of(limits)
                .map(level::resolve)
                .map(Cgroup::number)
                .flatMapToLong(OptionalLong::stream)
                .filter(bytes -> bytes > 0 && bytes < UNLIMITED)
                .min();
        if (now.isEmpty() || limit.isEmpty()) {
            return Stream.empty();
        }
        // Files that were read and may be forgotten at any moment are counted as used, and are not.
        long cache = value(level.resolve("memory.stat"), freeable).orElse(0);
        return Stream.of(new Memory(Math.max(0, now.getAsLong() - cache), limit.getAsLong()));
    }

    /**
     * The processor time of a level that has a limit.
     *
     * @param limit how many processors may be used
     * @param usedNanos so far, by all in the group
     */
    record Processor(double limit, long usedNanos) {}

    /** Of the level that may use the fewest; empty where there is no limit. */
    Optional<Processor> processor() {
        return Stream.concat(
                        levels(UNIFIED, mount).stream().flatMap(Cgroup::second),
                        levels("cpu", mount.resolve("cpu")).stream().flatMap(this::first))
                .min((one, other) -> Double.compare(one.limit(), other.limit()));
    }

    private static Stream<Processor> second(Path level) {
        String[] max =
                lines(level.resolve("cpu.max")).stream().findFirst().orElse("").split(" ", 2);
        OptionalLong used = value(level.resolve("cpu.stat"), "usage_usec");
        return max.length == 2 && used.isPresent()
                ? limited(parse(max[0]), parse(max[1]), used.getAsLong() * 1_000)
                : Stream.empty();
    }

    private Stream<Processor> first(Path level) {
        Path accounts = mount.resolve("cpuacct").resolve(mount.resolve("cpu").relativize(level));
        OptionalLong used = Stream.of(level, accounts)
                .map(folder -> number(folder.resolve("cpuacct.usage")))
                .flatMapToLong(OptionalLong::stream)
                .findFirst();
        return used.isPresent()
                ? limited(
                        number(level.resolve("cpu.cfs_quota_us")),
                        number(level.resolve("cpu.cfs_period_us")),
                        used.getAsLong())
                : Stream.empty();
    }

    private static Stream<Processor> limited(OptionalLong quota, OptionalLong period, long usedNanos) {
        boolean isLimit = quota.orElse(0) > 0 && period.orElse(0) > 0;
        return isLimit
                ? Stream.of(new Processor((double) quota.getAsLong() / period.getAsLong(), usedNanos))
                : Stream.empty();
    }

    /** The process's group and those around it. Inside a container its path may be one that only the host sees. */
    private List<Path> levels(String controller, Path mounted) {
        String path = own.getOrDefault(controller, "/");
        Path level = mounted.resolve(path.replaceFirst("^/+", "")).normalize();
        List<Path> levels = new ArrayList<>();
        while (level != null && level.startsWith(mounted)) {
            levels.add(level);
            level = level.getParent();
        }
        return levels.isEmpty() ? List.of(mounted) : levels;
    }

    private static OptionalLong value(Path file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> parse(line.substring(name.length() + 1)))
                .flatMapToLong(OptionalLong::stream)
                .findFirst();
    }

    private static OptionalLong number(Path file) {
        return lines(file).stream().findFirst().map(Cgroup::parse).orElse(OptionalLong.empty());
    }

    private static OptionalLong parse(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
