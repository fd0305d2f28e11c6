package demi.store.query.picture;

import demi.api.AttachmentsApi;
import demi.api.AttachmentsApi.FetchPictures;
import demi.api.AttachmentsApi.Pictures;
import demi.api.store.AccountStore.Outcome;
import demi.api.store.PictureStore;
import demi.api.store.PictureStore.AddPicture;
import demi.api.store.PictureStore.FindPicture;
import demi.api.store.PictureStore.FoundPicture;
import demi.api.store.PictureStore.Picture;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlSession;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Pictures, kept and handed out. */
public final class PictureQueries {

    private static final Duration UNUSED_KEPT = Duration.ofDays(1);
    private static final String OF_PERSON =
            "SELECT picture_id, type, content FROM picture WHERE user_id = ? AND picture_id = ?";

    /** Whether no message has a picture; of one person. */
    private static final String UNUSED = " user_id = ? AND NOT EXISTS (SELECT 1 FROM android_messages m"
            + " WHERE m.user_id = picture.user_id AND m.pictures IS NOT NULL"
            + " AND replace(m.pictures, picture.picture_id, '') <> m.pictures)";

    private PictureQueries() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(PictureStore.ADD, PictureQueries::add)
                .read(PictureStore.FIND, asked -> find(endpoints.reader(), asked))
                .read(AttachmentsApi.fetch(PictureStore.NETWORK), asked -> fetch(endpoints.reader(), asked));
    }

    static Outcome add(SqlSession db, AddPicture add) throws SQLException {
        Picture picture = add.picture();
        db.update(
                "DELETE FROM picture WHERE created_at < ? AND" + UNUSED,
                add.at().minus(UNUSED_KEPT),
                add.userId());
        int added = db.update(
                "INSERT INTO picture (picture_id, user_id, type, content, created_at) SELECT ?, ?, ?, ?, ?"
                        + " WHERE (SELECT count(*) FROM picture WHERE" + UNUSED + ") < ?",
                picture.id(),
                add.userId(),
                picture.type(),
                picture.content(),
                add.at(),
                add.userId(),
                add.unused());
        return new Outcome(added > 0);
    }

    static Future<FoundPicture> find(SqlReader reader, FindPicture asked) {
        return reader.row(
                        OF_PERSON,
                        row -> new Picture(row.textOr(0, ""), row.textOr(1, ""), row.textOr(2, "")),
                        asked.userId(),
                        asked.id())
                .map(FoundPicture::new);
    }

    private static Future<Pictures> fetch(SqlReader reader, FetchPictures asked) {
        List<Future<FoundPicture>> found = asked.addresses().stream()
                .map(address -> address.split("/", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> find(reader, new FindPicture(parts[0], parts[1])))
                .toList();
        return Future.all(found)
                .map(all -> new Pictures(found.stream()
                        .map(each -> each.result().picture())
                        .filter(Objects::nonNull)
                        .map(Picture::content)
                        .toList()));
    }
}
