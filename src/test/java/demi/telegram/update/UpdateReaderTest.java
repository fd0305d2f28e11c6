package demi.telegram.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateReaderTest {

    private static final User ME = new User(1_234_567_890L, true, "Demi", null, "Demi_bot");

    /** With single quotes for double ones. */
    private static JsonObject json(String text) {
        return new JsonObject(text.replace('\'', '"'));
    }

    private static List<Update> read(JsonObject... updates) {
        return UpdateReader.read(new JsonArray(List.of(updates)));
    }

    private static JsonObject plain() {
        return json("""
                {'message_id':17,'date':1700000000,'text':'Hello',
                 'from':{'id':1500000000001,'is_bot':false,'first_name':'Ann','last_name':'Lee','username':'annlee'},
                 'chat':{'id':1500000000001,'type':'private','first_name':'Ann'}}""");
    }

    private static Message message(JsonObject message) {
        Message read = read(new JsonObject().put("update_id", 5).put("message", message))
                .get(0)
                .message();
        return Objects.requireNonNull(read, "the message could not be read");
    }

    private static Message withText(String text, String entities) {
        return message(plain().put("text", text).put("entities", new JsonArray(entities.replace('\'', '"'))));
    }

    @Test
    void aMessageOfAPerson() {
        Message message = message(plain());
        assertEquals(17, message.id());
        assertEquals("Hello", message.text());
        assertEquals(Instant.ofEpochSecond(1_700_000_000), message.date());
        assertEquals(new User(1_500_000_000_001L, false, "Ann", "Lee", "annlee"), message.from());
        assertEquals("Ann Lee", Objects.requireNonNull(message.from()).fullName());
        assertEquals(new Chat(1_500_000_000_001L, Chat.Type.PRIVATE, null, null, false), message.chat());
        assertFalse(message.chat().isShared());
        assertNull(message.threadId());
    }

    /** What Vert.x's {@code getInteger} would wrap in silence. */
    @Test
    void idsHaveMoreThan32Bits() {
        JsonObject message = json("""
                {'message_id':4294967297,'date':4294967296,'text':'x','migrate_to_chat_id':-1009999999999,
                 'from':{'id':4503599627370495,'is_bot':false,'first_name':'A'},
                 'chat':{'id':-1001234567890,'type':'supergroup','title':'T'}}""");
        Message read = message(message);
        assertEquals(4_294_967_297L, read.id());
        assertEquals(4_503_599_627_370_495L, Objects.requireNonNull(read.from()).id());
        assertEquals(-1_001_234_567_890L, read.chat().id());
        assertEquals(-1_009_999_999_999L, read.migratedTo());
        assertEquals(Instant.ofEpochSecond(4_294_967_296L), read.date());
        assertEquals(
                9_000_000_000L,
                read(new JsonObject().put("update_id", 9_000_000_000L)).get(0).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'17'",
                "1.5",
                "null",
                "true",
                "[]",
                "{}",
                "18446744073709551617",
                "1e400",
                "''",
            })
    void anIdThatIsNoneHarmsThatUpdateOnly(String id) {
        String text = plain().encode().replace("\"message_id\":17", "\"message_id\":" + id.replace('\'', '"'));
        List<Update> read = UpdateReader.read(new JsonArray("[{\"update_id\":1,\"message\":" + text
                + "},{\"update_id\":2," + "\"message\":" + plain().encode() + "}]"));
        assertEquals(List.of(1L, 2L), read.stream().map(Update::id).toList());
        assertNull(read.get(0).message());
        assertEquals("Hello", Objects.requireNonNull(read.get(1).message()).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'message':7}",
                "{'message':{}}",
                "{'message':{'message_id':1,'date':1}}",
                "{'message':{'message_id':1,'date':1,'chat':{'id':1}}}",
                "{'message':{'message_id':1,'date':1,'chat':{'id':1,'type':'private'},'text':{}}}",
                "{'message':{'message_id':1,'date':1,'chat':{'id':1,'type':'private'},'from':'Ann'}}",
                "{'message':{'message_id':1,'date':1,'chat':{'id':1,'type':'private'},'from':{'id':1}}}",
                "{'message':{'message_id':1,'date':99999999999999,'chat':{'id':1,'type':'private'}}}",
                "{'my_chat_member':{'chat':{'id':1,'type':'private'}}}",
                "{'edited_message':{'message_id':1,'date':1,'chat':{'id':1,'type':'private'},'text':'x'}}",
                "{'channel_post':{'message_id':1,'date':1,'chat':{'id':1,'type':'channel'},'text':'x'}}",
                "{'something_of_a_later_version':[1]}",
                "{}",
            })
    void whatCannotBeReadOrIsNotListenedToKeepsItsIdAlone(String update) {
        assertEquals(List.of(new Update(8, null, null)), read(json(update).put("update_id", 8)));
    }

    @Test
    void whatHasNoIdIsPassedOver() {
        JsonArray updates = new JsonArray()
                .add(7)
                .addNull()
                .add(new JsonObject())
                .add(new JsonObject().put("update_id", "9"))
                .add(new JsonObject().put("update_id", 10));
        assertEquals(List.of(new Update(10, null, null)), UpdateReader.read(updates));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'entities':7",
                "'entities':[7,{},{'type':7,'offset':0,'length':1},{'type':'bold','offset':'0','length':1}]",
                "'photo':{}",
                "'photo':[{'file_id':'f'}]",
                "'document':7",
                "'document':{'mime_type':'text/plain'}",
                "'sticker':{'file_id':[]}",
                "'reply_to_message':7",
                "'reply_to_message':{'message_id':3}",
                "'quote':{}",
                "'forward_origin':{'type':'user'}",
                "'forward_origin':[]",
            })
    void whatIsBesideTheTextIsLeftOutWhereItCannotBeRead(String field) {
        JsonObject broken = plain().mergeIn(json("{" + field + "}"));
        assertEquals(message(plain()), message(broken));
    }

    @Test
    void ofAListWhatCanBeReadIsKept() {
        Message message = message(plain().mergeIn(json("""
                {'photo':[{'file_id':'s','width':90,'height':90,'file_size':1000},{'file_id':'m'},
                          {'file_id':'l','width':1280,'height':1280}],
                 'entities':[7,{'type':'bold','offset':0,'length':5}]}""")));
        assertEquals(
                List.of(new PhotoSize("s", 90, 90, 1_000), new PhotoSize("l", 1_280, 1_280, PhotoSize.UNKNOWN)),
                message.photo());
        assertEquals(List.of(new Entity("bold", 0, 5, null)), message.entities());
    }

    @Test
    void ofAPhotoTheLargestThatIsNotTooLargeIsTaken() {
        List<PhotoSize> sizes = List.of(
                new PhotoSize("m", 320, 320, 20_000),
                new PhotoSize("l", 2_560, 2_560, 6_000_000),
                new PhotoSize("s", 90, 90, 1_000));
        assertEquals(
                "m", PhotoSize.largestWithin(sizes, 5_000_000).orElseThrow().fileId());
        assertEquals(
                "l", PhotoSize.largestWithin(sizes, 6_000_000).orElseThrow().fileId());
        assertEquals(Optional.empty(), PhotoSize.largestWithin(sizes, 999));
    }

    @Test
    void theCaptionOfAFileIsItsText() {
        JsonObject photo = plain().mergeIn(json("""
                {'caption':'/see this','caption_entities':[{'type':'bot_command','offset':0,'length':4}],
                 'media_group_id':'13','photo':[{'file_id':'s','width':90,'height':90,'file_size':1000}]}"""));
        photo.remove("text");
        Message message = message(photo);
        assertEquals("/see this", message.text());
        assertEquals(Optional.of(new Command("see", null, "this")), message.command());
        assertEquals("13", message.mediaGroup());
        assertFalse(message.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "document,DOCUMENT",
        "sticker,STICKER",
        "voice,VOICE",
        "audio,AUDIO",
        "video,VIDEO",
        "video_note,VIDEO_NOTE"
    })
    void filesOfAllKinds(String field, MediaFile.Kind kind) {
        JsonObject file =
                json("{'file_id':'f','file_size':6000000000,'mime_type':'a/b','file_name':'n.b','emoji':'😀'}");
        assertEquals(
                new MediaFile(kind, "f", 6_000_000_000L, "a/b", "n.b", "😀"),
                message(plain().put(field, file)).file());
        JsonObject bare = json("{'file_id':'f'}");
        assertEquals(
                new MediaFile(kind, "f", PhotoSize.UNKNOWN, null, null, null),
                message(plain().put(field, bare)).file());
    }

    @Test
    void anAnimationIsToldAsADocumentToo() {
        JsonObject file = json("{'file_id':'f','mime_type':'video/mp4'}");
        MediaFile read =
                message(plain().put("document", file).put("animation", file)).file();
        assertEquals(MediaFile.Kind.ANIMATION, Objects.requireNonNull(read).kind());
    }

    @Test
    void anEventOfTheChatIsEmpty() {
        JsonObject event = plain().put("new_chat_title", "x");
        event.remove("text");
        assertTrue(message(event).isEmpty());
    }

    /** 😀 has two UTF-16 code units, and 👩‍👧 five. */
    @Test
    void offsetsCountUtf16() {
        Message message = withText(
                "😀👩‍👧 @demi_BOT hi",
                "[{'type':'mention','offset':8,'length':9},{'type':'bold','offset':8,'length':13},"
                        + "{'type':'bold','offset':-1,'length':2},{'type':'bold','offset':0,'length':0},"
                        + "{'type':'bold','offset':2147483647,'length':2147483647}]");
        assertEquals(List.of(new Entity("mention", 8, 9, null)), message.entities());
        assertEquals("@demi_BOT", message.entities().get(0).of(message.text()));
        assertTrue(message.mentions(ME));
    }

    @Test
    void somebodyWithoutAUsernameIsMentionedByLink() {
        Message message = withText(
                "Demi!",
                "[{'type':'text_mention','offset':0,'length':4,"
                        + "'user':{'id':1234567890,'is_bot':true,'first_name':'Demi'}}]");
        assertTrue(message.mentions(ME));
        assertFalse(message.mentions(new User(7, true, "Demi", null, "demi")));
        assertFalse(withText("@demi_bots", "[{'type':'mention','offset':0,'length':10}]")
                .mentions(ME));
    }

    @ParameterizedTest
    @CsvSource({
        "/link 12 34,5,link,,12 34,true",
        "/LINK@Demi_Bot 1,14,link,Demi_Bot,1,true",
        "/link@other_bot,15,link,other_bot,'',false",
        "/help,5,help,,'',true",
    })
    void commandsNameABotOrNone(String text, int length, String name, String bot, String arguments, boolean mine) {
        Message message = withText(text, "[{'type':'bot_command','offset':0,'length':" + length + "}]");
        assertEquals(Optional.of(new Command(name, bot, arguments)), message.command());
        assertEquals(mine, message.command().orElseThrow().isFor(ME));
    }

    @Test
    void aCommandInTheMiddleIsNone() {
        assertEquals(
                Optional.empty(),
                withText("see /help", "[{'type':'bot_command','offset':4,'length':5}]")
                        .command());
    }

    @Test
    void whatAnswersNothingInATopicIsToldToAnswerItsBeginning() {
        JsonObject group = json("{'id':-1001234567890,'type':'supergroup','title':'T','is_forum':true}");
        JsonObject topic =
                plain().put("chat", group).put("message_thread_id", 12).put("is_topic_message", true);
        JsonObject beginning = plain().put("chat", group).put("message_id", 12);
        JsonObject other = plain().put("chat", group).put("message_id", 13).put("text", "before");
        assertEquals(12L, message(topic).threadId());
        assertNull(message(topic.copy().put("reply_to_message", beginning)).replyTo());
        assertNull(message(
                        topic.copy().put("reply_to_message", other.copy().put("forum_topic_created", new JsonObject())))
                .replyTo());
        Message answer = message(topic.copy().put("reply_to_message", other));
        assertEquals("before", Objects.requireNonNull(answer.replyTo()).text());
    }

    /** A thread of replies outside of a forum has an id too, which must not be named in an answer. */
    @Test
    void aThreadOutsideOfAForumIsNoTopic() {
        assertNull(message(plain().put("message_thread_id", 12)).threadId());
    }

    @Test
    void repliesQuotesAndForwards() {
        JsonObject reply =
                plain().put("reply_to_message", plain().put("message_id", 3).put("text", "before"));
        Message message = message(reply.put("quote", json("{'text':'bef','position':0}")));
        assertEquals(3, Objects.requireNonNull(message.replyTo()).id());
        assertEquals("bef", message.quote());
        JsonObject user = json("{'type':'user','date':1,'sender_user':{'id':7,'is_bot':false,'first_name':'Bo'}}");
        assertEquals(
                new ForwardOrigin("Bo", new User(7, false, "Bo", null, null), null),
                message(plain().put("forward_origin", user)).forwarded());
        JsonObject hidden = json("{'type':'hidden_user','date':1,'sender_user_name':'Cy'}");
        assertEquals(
                new ForwardOrigin("Cy", null, null),
                message(plain().put("forward_origin", hidden)).forwarded());
        JsonObject channel =
                json("{'type':'channel','date':1,'message_id':2,'chat':{'id':-1007,'type':'channel','title':'News'}}");
        assertEquals(
                "News",
                Objects.requireNonNull(
                                message(plain().put("forward_origin", channel)).forwarded())
                        .name());
        JsonObject later = json("{'type':'something_later'}");
        assertEquals(
                new ForwardOrigin("", null, null),
                message(plain().put("forward_origin", later)).forwarded());
    }

    @ParameterizedTest
    @CsvSource({
        "member,kicked,true,false",
        "kicked,member,false,true",
        "left,administrator,false,true",
        "creator,left,true,false"
    })
    void beingLetInAndThrownOut(String before, String after, boolean was, boolean is) {
        JsonObject change = json("""
                {'chat':{'id':-1001234567890,'type':'supergroup','title':'T'},'date':1,
                 'from':{'id':7,'is_bot':false,'first_name':'Bo'},'old_chat_member':{},'new_chat_member':{}}""");
        change.getJsonObject("old_chat_member").put("status", before);
        change.getJsonObject("new_chat_member").put("status", after);
        Membership read = read(new JsonObject().put("update_id", 1).put("my_chat_member", change))
                .get(0)
                .membership();
        assertEquals(was, Objects.requireNonNull(read).wasMember());
        assertEquals(is, read.isMember());
    }
}
