package demi.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The one codec of all messages. Within a process a record is handed over as it is; between machines it is its
 * class name and JSON. Only records of these packages are ever created from the wire.
 */
final class RecordCodec implements MessageCodec<Record, Record> {

    static final String NAME = "demi";

    private static final List<String> PACKAGES = List.of("demi.api.", "demi.bus.");

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Override
    public void encodeToWire(Buffer wire, Record message) {
        try {
            String name = message.getClass().getName();
            if (!isOfTheContract(name)) {
                throw new IllegalArgumentException("not a message of the contract: " + name);
            }
            append(wire, name.getBytes(StandardCharsets.UTF_8));
            append(wire, json.writeValueAsBytes(message));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be encoded: " + message.getClass(), e);
        }
    }

    @Override
    public Record decodeFromWire(int pos, Buffer wire) {
        int nameLength = wire.getInt(pos);
        String name = wire.getString(pos + 4, pos + 4 + nameLength);
        int body = pos + 4 + nameLength;
        byte[] bytes = wire.getBytes(body + 4, body + 4 + wire.getInt(body));
        if (!isOfTheContract(name)) {
            throw new IllegalArgumentException("not a message of the contract: " + name);
        }
        try {
            Class<? extends Record> type = Class.forName(name, false, RecordCodec.class.getClassLoader())
                    .asSubclass(Record.class);
            return json.readValue(bytes, type);
        } catch (ClassNotFoundException | ClassCastException | IOException e) {
            throw new IllegalArgumentException("cannot be decoded: " + name, e);
        }
    }

    private static boolean isOfTheContract(String name) {
        return PACKAGES.stream().anyMatch(name::startsWith);
    }

    private static void append(Buffer wire, byte[] bytes) {
        wire.appendInt(bytes.length).appendBytes(bytes);
    }

    @Override
    public Record transform(Record message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
