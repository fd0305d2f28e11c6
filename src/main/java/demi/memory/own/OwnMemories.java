package demi.memory.own;

import demi.api.MemoryApi;
import demi.api.MemoryApi.AddMemories;
import demi.api.MemoryApi.Change;
import demi.api.MemoryApi.Changed;
import demi.api.MemoryApi.Forget;
import demi.api.MemoryApi.Forgotten;
import demi.api.MemoryApi.ImportMemories;
import demi.api.MemoryApi.MemoriesAdded;
import demi.api.MemoryApi.MemoriesImported;
import demi.api.MemoryApi.NewMemory;
import demi.api.MemoryApi.Undo;
import demi.api.MemoryApi.Undone;
import demi.api.store.MemoryStore;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.memory.kind.FactKinds;
import demi.memory.own.UndoStack.Entry;
import demi.memory.time.FactDates;
import demi.memory.time.PersonZone;
import demi.util.OneLine;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Carries out what people do with their own memories, and keeps what it takes to undo it. */
@WallTime("times that are kept")
public final class OwnMemories {

    private static final int PAGE = 500;
    private static final int MOST_KNOWN = 100_000;
    private static final String INVALID = "A memory has from 1 to " + MemoryFile.LONGEST + " characters.";

    private final Bus bus;
    private final PersonZone zones;
    private final InstantSource clock;
    private final UndoStack stack = new UndoStack();

    public OwnMemories(Bus bus, InstantSource clock) {
        this.bus = bus;
        this.zones = new PersonZone(bus);
        this.clock = clock;
    }

    /** Lets go of what can be undone no more; to be called now and then. */
    public void expire() {
        stack.expire(clock.instant());
    }

    /** What was learned from this message cannot be brought back. */
    public void dropMessage(String userId, String messageId) {
        stack.dropMessage(userId, messageId);
    }

    /** Fails INVALID where the content is none. */
    public Future<Changed> change(Change change) {
        String content = change.content() == null ? null : OneLine.of(change.content());
        if (content != null && !isContent(content)) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, INVALID));
        }
        Change clean = new Change(
                change.userId(),
                change.memoryId(),
                content,
                change.pinned(),
                change.confidential(),
                change.kind(),
                change.holds(),
                change.house(),
                change.ended(),
                change.at());
        return get(change.userId(), List.of(change.memoryId()))
                .compose(before -> bus.request(MemoryStore.CHANGE, clean).map(changed -> {
                    if (changed.memory() != null) {
                        keep(change.userId(), "change", before, List.of());
                    }
                    return changed;
                }));
    }

    public Future<Forgotten> forget(Forget forget) {
        return get(forget.userId(), List.of(forget.memoryId()))
                .compose(before -> bus.request(MemoryStore.FORGET, forget).map(forgotten -> {
                    if (forgotten.found()) {
                        keep(forget.userId(), UndoStack.DELETE, before, List.of());
                    }
                    return forgotten;
                }));
    }

    public Future<MemoriesAdded> add(AddMemories asked) {
        List<NewMemory> clean =
                asked.memories().stream().map(OwnMemories::clean).toList();
        if (clean.isEmpty()
                || clean.size() > MemoryFile.MOST
                || !clean.stream().allMatch(memory -> isContent(memory.content()))) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, INVALID));
        }
        Future<Set<String>> known = known(asked.userId(), 0, new HashSet<>());
        Future<ZoneId> zone = zones.of(asked.userId());
        return Future.all(known, zone).compose(both -> {
            List<MemoryFact> fresh = clean.stream()
                    .filter(memory -> known.result().add(key(memory.content())))
                    .map(memory -> fact(asked.userId(), memory, asked.at(), zone.result()))
                    .toList();
            return bus.request(MemoryStore.PUT, new MemoryStore.PutFacts(asked.userId(), fresh, List.of()))
                    .map(kept -> {
                        List<String> ids = kept.memories().stream()
                                .map(MemoryFact::memoryId)
                                .toList();
                        if (!ids.isEmpty()) {
                            keep(asked.userId(), "add", List.of(), ids);
                        }
                        return new MemoriesAdded(kept.memories(), clean.size() - fresh.size());
                    });
        });
    }

    public Future<MemoriesImported> importAll(ImportMemories asked) {
        MemoryFile file = MemoryFile.read(asked.file(), asked.confidential());
        if (file.memories().isEmpty()) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, "There are no memories in this file."));
        }
        if (file.memories().size() > MemoryFile.MOST) {
            return Future.failedFuture(
                    new Failure(Failure.Code.INVALID, "A file has at most " + MemoryFile.MOST + " memories."));
        }
        return add(new AddMemories(asked.userId(), file.memories(), asked.at()))
                .map(added -> new MemoriesImported(added.memories().size(), added.known(), file.unusable()));
    }

    /** The newest of what this process has seen, or of what was told to be over, whichever was later. */
    public Future<Undone> undo(Undo asked) {
        Instant now = clock.instant();
        Entry newest = stack.newest(asked.userId(), now);
        return bus.request(
                        MemoryStore.REPLACED,
                        new MemoryStore.FindReplaced(asked.userId(), now.minus(UndoStack.LONGEST)))
                .compose(found -> {
                    MemoryFact ended =
                            found.memories().isEmpty() ? null : found.memories().get(0);
                    Instant over = ended == null ? null : Objects.requireNonNull(ended.endedAt());
                    if (ended != null && over != null && (newest == null || over.isAfter(newest.at()))) {
                        return put(asked.userId(), List.of(current(ended, now)), List.of())
                                .map(new Undone("replace", 1));
                    }
                    if (newest == null) {
                        return Future.succeededFuture(new Undone(null, 0));
                    }
                    return put(asked.userId(), newest.before(), newest.added()).map(done -> {
                        stack.drop(asked.userId(), newest);
                        return new Undone(newest.what(), newest.memories());
                    });
                });
    }

    private Future<MemoryStore.Found> put(String userId, List<MemoryFact> memories, List<String> remove) {
        return bus.request(MemoryStore.PUT, new MemoryStore.PutFacts(userId, memories, remove))
                .onSuccess(done -> bus.publish(MemoryApi.CORRECTED, new MemoryApi.MemoriesCorrected(userId)));
    }

    private static MemoryFact current(MemoryFact ended, Instant now) {
        return new MemoryFact(
                ended.memoryId(),
                ended.userId(),
                ended.content(),
                ended.messageId(),
                ended.kind(),
                ended.holds(),
                ended.pinned(),
                ended.confidential(),
                ended.house(),
                ended.createdAt(),
                now,
                ended.usedAt(),
                ended.uses(),
                null,
                ended.place());
    }

    private void keep(String userId, String what, List<MemoryFact> before, List<String> added) {
        stack.push(userId, new Entry(what, clock.instant(), before, added));
        bus.publish(MemoryApi.CORRECTED, new MemoryApi.MemoriesCorrected(userId));
    }

    private Future<List<MemoryFact>> get(String userId, List<String> ids) {
        return bus.request(MemoryStore.GET, new MemoryStore.GetFacts(userId, ids))
                .map(MemoryStore.Found::memories);
    }

    /** All that is known word for word; of what is over, it may be true again. */
    private Future<Set<String>> known(String userId, long before, Set<String> known) {
        return bus.request(MemoryStore.LIST, new MemoryStore.ListFacts(userId, PAGE, before))
                .compose(found -> {
                    List<MemoryFact> memories = found.memories();
                    memories.stream()
                            .filter(memory -> memory.endedAt() == null)
                            .forEach(memory -> known.add(key(memory.content())));
                    return memories.size() < PAGE || known.size() > MOST_KNOWN
                            ? Future.succeededFuture(known)
                            : known(userId, memories.get(memories.size() - 1).place(), known);
                });
    }

    private static String key(String content) {
        return content.toLowerCase(Locale.ROOT).replaceAll("[\\s.!]+$", "");
    }

    private static boolean isContent(String content) {
        int length = content.codePointCount(0, content.length());
        return length >= 1 && length <= MemoryFile.LONGEST;
    }

    private static NewMemory clean(NewMemory memory) {
        return new NewMemory(
                OneLine.of(memory.content()),
                memory.kind(),
                memory.holds(),
                memory.pinned(),
                memory.confidential(),
                memory.house(),
                memory.toldAt(),
                memory.endedAt());
    }

    private static MemoryFact fact(String userId, NewMemory memory, Instant now, ZoneId zone) {
        Instant told = memory.toldAt() == null || memory.toldAt().isAfter(now) ? now : memory.toldAt();
        Holding holds = memory.holds() == null ? FactDates.of(memory.content(), told.atZone(zone)) : memory.holds();
        MemoryKind kind = memory.kind() == null ? FactKinds.of(memory.content(), holds) : memory.kind();
        return new MemoryFact(
                UUID.randomUUID().toString(),
                userId,
                memory.content(),
                null,
                kind,
                holds,
                memory.pinned(),
                memory.confidential(),
                memory.house(),
                told,
                now,
                null,
                0,
                memory.endedAt(),
                0);
    }
}
