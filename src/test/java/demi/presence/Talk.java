package demi.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A long talk of two people, with what is to be known of it: a file of a folder that whoever measures has. Its shape: {@code
 * id, speakers, facts [text, turns, time], turns [id, speaker, text, time], questions [question, evidence, category, answer]}.
 */
record Talk(String id, List<String> speakers, List<Fact> facts, List<Turn> turns, List<Question> questions) {

    record Fact(String text, List<String> turns, Instant at) {}

    record Turn(String id, String speaker, String text, Instant at) {}

    record Question(String text, List<String> evidence, String category, String answer) {}

    static List<Talk> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Talk> talks = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                talks.add(of(new ObjectMapper().readTree(file.toFile())));
            }
            return talks;
        }
    }

    private static Talk of(JsonNode json) {
        List<Fact> facts = new ArrayList<>();
        json.path("facts")
                .forEach(fact -> facts.add(
                        new Fact(fact.path("text").asText(), texts(fact.path("turns")), time(fact.path("time")))));
        List<Turn> turns = new ArrayList<>();
        json.path("turns")
                .forEach(turn -> turns.add(new Turn(
                        turn.path("id").asText(),
                        turn.path("speaker").asText(),
                        turn.path("text").asText(),
                        time(turn.path("time")))));
        List<Question> questions = new ArrayList<>();
        json.path("questions")
                .forEach(question -> questions.add(new Question(
                        question.path("question").asText(),
                        texts(question.path("evidence")),
                        question.path("category").asText(),
                        question.path("answer").asText())));
        return new Talk(json.path("id").asText(), texts(json.path("speakers")), facts, turns, questions);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Instant time(JsonNode text) {
        return LocalDateTime.parse(text.asText()).toInstant(ZoneOffset.UTC);
    }
}
