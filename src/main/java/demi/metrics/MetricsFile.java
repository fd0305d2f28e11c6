package demi.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.util.OwnerOnlyFiles;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;

/** All numbers as a JSON file, for those without Prometheus. Blocking. */
final class MetricsFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MetricsFile() {}

    /** Puts it in the place of the one before; whoever reads finds one of the two, whole. */
    static void write(MeterRegistry registry, Path file, Instant now) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        OwnerOnlyFiles.file(part);
        Files.write(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(registry, now)));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ObjectNode json(MeterRegistry registry, Instant now) {
        ArrayNode metrics = JSON.createArrayNode();
        NamingConvention names = registry.config().namingConvention();
        registry.getMeters().forEach(meter -> metrics.add(json(meter, names)));
        ObjectNode json = JSON.createObjectNode().put("timestamp", now.toString());
        json.set("metrics", metrics);
        return json;
    }

    private static ObjectNode json(Meter meter, NamingConvention names) {
        ObjectNode json = JSON.createObjectNode().put("name", meter.getId().getConventionName(names));
        ObjectNode labels = json.putObject("labels");
        for (Tag tag : meter.getId().getConventionTags(names)) {
            labels.put(tag.getKey(), tag.getValue());
        }
        for (Measurement measurement : meter.measure()) {
            double number = measurement.getValue();
            if (Double.isFinite(number)) {
                json.put(name(measurement.getStatistic()), number);
            }
        }
        return json;
    }

    private static String name(Statistic statistic) {
        return statistic == Statistic.TOTAL_TIME ? "sum" : statistic.name().toLowerCase(Locale.ROOT);
    }
}
