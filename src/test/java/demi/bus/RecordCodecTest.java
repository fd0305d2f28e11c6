package demi.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.store.MessageStore;
import demi.api.value.PromptMessage;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of the contract can travel between machines, and is immutable all through. */
class RecordCodecTest {

    private final RecordCodec codec = new RecordCodec();

    static Stream<Class<?>> messages() throws IOException {
        List<Class<?>> found = new ArrayList<>();
        ContractClasses.all().forEach(type -> add(type, found));
        return found.stream();
    }

    private static void add(Class<?> type, List<Class<?>> found) {
        boolean address = type == RequestAddress.class || type == EventAddress.class || type == StreamAddress.class;
        if (type.isRecord() && !address) {
            found.add(type);
        }
        Arrays.stream(type.getDeclaredClasses()).forEach(inner -> add(inner, found));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void comesBackFromTheWireAsItWent(Class<?> type) throws ReflectiveOperationException {
        Record message = (Record) sample(type);
        Buffer wire = Buffer.buffer("before");
        codec.encodeToWire(wire, message);
        assertEquals(message, codec.decodeFromWire("before".length(), wire));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isMadeOfWhatNobodyCanChange(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> part = component.getType();
            boolean plain = part.isPrimitive()
                    || part.isEnum()
                    || part.isRecord()
                    || List.of(
                                    String.class,
                                    Instant.class,
                                    Duration.class,
                                    LocalDate.class,
                                    LocalTime.class,
                                    ZoneId.class,
                                    Boolean.class,
                                    List.class,
                                    Map.class)
                            .contains(part);
            assertTrue(plain, type.getSimpleName() + "." + component.getName() + " is a " + part);
        }
    }

    @Test
    void listsAreCopiedWhenAMessageIsMade() {
        List<PromptMessage> lines = new ArrayList<>(List.of(new PromptMessage(PromptMessage.Role.USER, "a")));
        MessageStore.Transcript transcript = new MessageStore.Transcript(lines, null, null);
        lines.clear();
        assertEquals(1, transcript.lines().size());
    }

    @Test
    void createsNothingButMessagesOfTheContract() {
        for (String name : List.of(
                "demi.Main",
                "demi.store.StoreSettings",
                Bus.class.getName(),
                Failure.class.getName(),
                "java.lang.String",
                ChatApi.class.getPackageName() + ".Nothing",
                ChatApi.class.getName() + "$Nothing")) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            Buffer wire = Buffer.buffer()
                    .appendInt(bytes.length)
                    .appendBytes(bytes)
                    .appendInt(2)
                    .appendString("{}");
            assertThrows(IllegalArgumentException.class, () -> codec.decodeFromWire(0, wire), name);
        }
    }

    static Object sample(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType());
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object value(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? List.of(value(of[0])) : Map.of(value(of[0]), value(of[1]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return sample(plain);
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        } else if (plain == String.class) {
            return "ä \"quoted\" \uD83D\uDC9C\n";
        } else if (plain == Instant.class) {
            return Instant.parse("2026-11-23T10:00:00.123456Z");
        } else if (plain == LocalDate.class) {
            return LocalDate.of(2028, 2, 29);
        } else if (plain == LocalTime.class) {
            return LocalTime.of(22, 30);
        } else if (plain == ZoneId.class) {
            return ZoneId.of("Europe/Berlin");
        } else if (plain == Duration.class) {
            return Duration.ofMillis(1_234);
        } else if (plain == boolean.class || plain == Boolean.class) {
            return true;
        } else if (plain == int.class || plain == Integer.class) {
            return 7;
        } else if (plain == long.class || plain == Long.class) {
            return 1L << 40;
        } else if (plain == double.class || plain == Double.class) {
            return .123456789012345;
        }
        throw new AssertionError("no sample of " + type);
    }
}
