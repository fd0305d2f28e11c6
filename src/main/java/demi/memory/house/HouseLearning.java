package demi.memory.house;

import demi.api.MemoryApi;
import demi.api.MemoryApi.Learn;
import demi.api.MemoryApi.Said;
import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.Fact;
import demi.api.store.MemoryStore.House;
import demi.api.store.MemoryStore.Resident;
import demi.api.value.MemoryFact;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.memory.house.RelationParser.Relation;
import demi.memory.recall.WordBits;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What somebody of the house says another of it is to them becomes known to all of it: the relation and the names, and
 * nothing else that they said. It is theirs: in their list, and gone when they delete it or take it back.
 */
@WallTime("times that are kept")
public final class HouseLearning {

    private static final Pattern MARRIED = Pattern.compile("'s (?:husband|wife|spouse)$| are married$");

    private final Bus bus;
    private final InstantSource clock;

    public HouseLearning(Bus bus, InstantSource clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /** @param own messages as {@link OwnWords} leave them */
    public Future<Ack> learn(Learn asked, List<Said> own) {
        return bus.request(MemoryStore.HOUSE, new MemoryStore.FindHouse(asked.userId()))
                .compose(house -> {
                    Residents residents = Residents.of(house.residents());
                    return residents
                            .byId(asked.userId())
                            .filter(teller -> !residents.isAlone())
                            .map(teller -> learn(asked, own, house, new RelationParser(residents, teller)))
                            .orElseGet(() -> Future.succeededFuture(Ack.DONE));
                });
    }

    private Future<Ack> learn(Learn asked, List<Said> own, House house, RelationParser parser) {
        Map<String, Fact> add = new LinkedHashMap<>();
        List<String> over = new ArrayList<>();
        for (Said said : own) {
            for (String ended : parser.over(said.content())) {
                add.remove(ended);
                over.add(ended);
            }
            for (Relation relation : parser.in(said.content())) {
                if (!relation.marriage() || !isDisputed(relation, house)) {
                    add.putIfAbsent(
                            relation.content(),
                            new Fact(
                                    UUID.randomUUID().toString(),
                                    relation.content(),
                                    said.messageId(),
                                    asked.confidential()));
                }
            }
        }
        return add.isEmpty() && over.isEmpty()
                ? Future.succeededFuture(Ack.DONE)
                : bus.request(
                                MemoryStore.SAVE_HOUSE_FACTS,
                                new MemoryStore.SaveHouseFacts(
                                        asked.userId(), List.copyOf(add.values()), over, clock.instant()))
                        .onSuccess(saved -> {
                            if (!over.isEmpty()) {
                                bus.publish(MemoryApi.CORRECTED, new MemoryApi.MemoriesCorrected(asked.userId()));
                            }
                        });
    }

    /** Where others say that somebody is married to somebody else, she does not spread another word of it. */
    private static boolean isDisputed(Relation relation, House house) {
        List<Resident> between = house.residents().stream()
                .filter(resident -> names(relation.content(), resident))
                .toList();
        return house.facts().stream()
                .map(MemoryFact::content)
                .filter(content -> MARRIED.matcher(content).find())
                .anyMatch(content -> between.stream().anyMatch(one -> names(content, one))
                        && !between.stream().allMatch(one -> names(content, one)));
    }

    private static boolean names(String content, Resident resident) {
        return WordBits.words(content).containsAll(WordBits.words(Residents.called(resident)));
    }
}
