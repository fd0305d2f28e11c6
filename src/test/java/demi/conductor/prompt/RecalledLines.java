package demi.conductor.prompt;

import demi.api.MemoryApi.Recalled;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** What came to her mind, in the lines that a model reads. */
public final class RecalledLines {

    private RecalledLines() {}

    public static List<String> of(Recalled recalled, Instant now, ZoneId zone) {
        return Stream.of(
                        MemoryPromptSection.of(recalled, List.of(), now, zone),
                        EarlierTalk.of(recalled.lines(), now, zone).beside(List.of()))
                .flatMap(String::lines)
                .filter(line -> line.startsWith("- "))
                .toList();
    }
}
