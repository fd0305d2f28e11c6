package demi.http.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Answers in the language of who asks, looked up only where they hold a sentence for a person. */
final class AnswerLanguage {

    /** Fields that are such sentences, wherever they stand; what people said has other names. */
    private static final Set<String> SENTENCES = Set.of("message", "detail", "trouble", "about", "failure");

    private static final String LIST = "problems";

    private AnswerLanguage() {}

    /** The language of an answer, which says so, and that another request may get another one. */
    static Language of(HttpServerRequest request) {
        Language language = Language.of(request);
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.headWritten()) {
            response.putHeader(HttpHeaders.CONTENT_LANGUAGE, language.code())
                    .headers()
                    .add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
        return language;
    }

    /** The same answer, its sentences in that language. */
    static JsonNode told(HttpServerRequest request, JsonNode body) {
        if (has(body)) {
            tell(of(request), body);
        }
        return body;
    }

    private static boolean has(JsonNode body) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (isSentence(field) || isList(field) || has(field.getValue())) {
                return true;
            }
        }
        // An array has no properties.
        return body.isArray() && StreamSupport.stream(body.spliterator(), false).anyMatch(AnswerLanguage::has);
    }

    private static void tell(Language language, JsonNode body) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (isSentence(field)) {
                field.setValue(TextNode.valueOf(language.tell(field.getValue().textValue())));
            } else if (isList(field)) {
                ArrayNode list = (ArrayNode) field.getValue();
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, TextNode.valueOf(language.tell(list.get(i).asText())));
                }
            } else {
                tell(language, field.getValue());
            }
        }
        if (body.isArray()) {
            body.forEach(each -> tell(language, each));
        }
    }

    /** Also of a list of sentences, which has a name of its own. */
    private static boolean isList(Map.Entry<String, JsonNode> field) {
        return LIST.equals(field.getKey()) && field.getValue() instanceof ArrayNode;
    }

    private static boolean isSentence(Map.Entry<String, JsonNode> field) {
        return SENTENCES.contains(field.getKey()) && field.getValue().isTextual();
    }
}
