package demi.store.query.memory;

import demi.api.store.VectorStore;
import demi.api.store.VectorStore.Code;
import demi.api.store.VectorStore.DropOtherSizes;
import demi.api.store.VectorStore.SaveMessageCodes;
import demi.api.store.VectorStore.SaveVectors;
import demi.api.store.VectorStore.Vector;
import demi.bus.Ack;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/** What is written of meanings. Runs on the writer's thread. */
public final class VectorWrites {

    private VectorWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(VectorStore.SAVE, VectorWrites::save)
                .write(VectorStore.SAVE_MESSAGES, VectorWrites::saveMessages)
                .write(VectorStore.DROP_OTHER_SIZES, VectorWrites::dropOtherSizes);
    }

    static Ack save(SqlSession db, SaveVectors keep) throws SQLException {
        List<Vector> vectors = keep.vectors();
        for (int i = 0; i < vectors.size(); i++) {
            Vector vector = vectors.get(i);
            db.update(
                    """
                    INSERT INTO memory_vector (place, model, code, numbers)
                    SELECT place, ?, ?, ? FROM memory WHERE place = ? AND content = ?%s
                    ON CONFLICT (place) DO UPDATE
                        SET model = excluded.model, code = excluded.code, numbers = excluded.numbers""".formatted(db.dialect().untilWritten()),
                    keep.model(),
                    vector.code(),
                    vector.values(),
                    vector.place(),
                    keep.content().get(i));
        }
        return Ack.DONE;
    }

    static Ack saveMessages(SqlSession db, SaveMessageCodes keep) throws SQLException {
        for (Code code : keep.codes()) {
            db.update("""
                    INSERT INTO message_code (seq, model, code)
                    SELECT seq, ?, ? FROM android_messages WHERE seq = ? AND recall = 1%s
                    ON CONFLICT (seq) DO UPDATE SET model = excluded.model, code = excluded.code""".formatted(db.dialect().untilWritten()), keep.model(), code.code(), code.number());
        }
        return Ack.DONE;
    }

    static Ack dropOtherSizes(SqlSession db, DropOtherSizes drop) throws SQLException {
        db.update(
                "DELETE FROM memory_vector WHERE model = ? AND length(numbers) <> ?",
                drop.model(),
                base64(drop.dimensions() * Float.BYTES));
        db.update(
                "DELETE FROM message_code WHERE model = ? AND length(code) <> ?",
                drop.model(),
                base64((drop.dimensions() + Long.SIZE - 1) / Long.SIZE * Long.BYTES));
        return Ack.DONE;
    }

    /** Four characters for three bytes. */
    private static int base64(int bytes) {
        return (bytes + 2) / 3 * 4;
    }
}
