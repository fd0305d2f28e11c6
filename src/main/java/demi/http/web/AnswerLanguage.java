package demi.http.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Answers in the language of who asks, looked up only where they hold a sentence for a person. */
final class AnswerLanguage {

    /** Fields that are such sentences. */
    private static final List<String> SENTENCES = List.of("message", "detail", "trouble");

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
        if (!(body instanceof ObjectNode object)) {
            return body;
        }
        List<String> told =
                SENTENCES.stream().filter(name -> object.path(name).isTextual()).toList();
        if (!told.isEmpty()) {
            Language language = of(request);
            told.forEach(
                    name -> object.put(name, language.tell(object.path(name).textValue())));
        }
        return object;
    }
}
