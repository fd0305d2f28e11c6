package demi.http.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which language people are told something, and whether all of it is there. */
class LanguageTest {

    private static final Path SOURCES = Path.of("src/main/java/demi");

    /** All sentences in there are told to clients. */
    private static final List<String> TALKING = List.of(
            "http",
            "accounts",
            "notifications",
            "conductor/MessageChanges.java",
            "conductor/card",
            "conductor/persona",
            "conductor/turn/HoldingLine.java",
            "conductor/turn/ModelOutage.java",
            "model/ollama",
            "model/profile",
            "model/PoolReport.java",
            "model/openai",
            "model/server",
            "store/sql/SqlErrors.java",
            "store/commit/WriterHealth.java",
            "store/postgres/PostgresErrors.java",
            "store/postgres/SoleUse.java",
            "telegram/bot/BotStatus.java");

    /** But for these: what is said of settings and metrics, in the log and to push services. */
    private static final Pattern SILENT = Pattern.compile(
            "(.*(Room|Settings|Metrics)|HttpVerticle|UptimePushVerticle|PushNote|WebPushKeyPair)[.]java");

    /** Of these, what a {@code Failure} says that is for a client, and what is told of a part's health. */
    private static final List<String> FAILING = List.of(
            "app",
            "autonomy",
            "conductor",
            "discord",
            "emotion",
            "matrix",
            "memory",
            "model",
            "network",
            "resources",
            "store/BackupsVerticle.java",
            "store/query",
            "telegram");

    private static final Pattern SENTENCE = Pattern.compile("(?s)[A-Za-z7].* .*[.!?]");
    /** What a model is asked. */
    private static final String NO_SENTENCE = "Say yes.";

    private static final String SAMPLE = "7";
    private static final int FEWEST = 120;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|en",
                "''|en",
                "de|de",
                "de-AT|de",
                "DE_de|de",
                "en,de|en",
                "de,en|de",
                "fr,de;q=0.5,en;q=0.4|de",
                "en;q=0.3, de;q=0.8|de",
                "de;q=0|en",
                "*|en",
                "fr|en",
                "de;q=x|en",
                ";;,;q=|en"
            })
    void whatTheRequestLikesBestCounts(@Nullable String header, String code) {
        assertEquals(code, Language.preferred(header).code());
    }

    @Test
    void aHeaderWithoutAnEndIsNotRead() {
        assertEquals(Language.ENGLISH, Language.preferred("de,".repeat(1_000)));
    }

    @Test
    void whatVariesIsKeptAndSentencesInItAreTold() {
        assertEquals("Ollama hat kein Modell $1\\2.", Language.GERMAN.tell("Ollama has no model $1\\2."));
        assertEquals(
                "1 von 2 haben es angenommen. Der Server ist nicht erreichbar.",
                Language.GERMAN.tell("1 of 2 have been told. The server cannot be reached."));
        assertEquals(
                "Der Server nimmt das Token nicht an (401).",
                Language.GERMAN.tell("The server does not take the token (401)."));
        assertEquals("Hello there.", Language.GERMAN.tell("Hello there."));
        assertEquals("There is nothing here.", Language.ENGLISH.tell("There is nothing here."));
    }

    @Test
    void eachSentenceForAPersonIsThereInGerman() throws IOException {
        Map<String, String> missing = new LinkedHashMap<>();
        int found = 0;
        for (String folder : Stream.concat(TALKING.stream(), FAILING.stream()).toList()) {
            Sentences sentences = new Sentences(FAILING.contains(folder));
            for (CompilationUnitTree file : parsed(folder)) {
                sentences.at = file.getSourceFile().getName();
                sentences.scan(file, null);
            }
            for (Map.Entry<String, String> each : sentences.found.entrySet()) {
                found++;
                if (GermanSentences.find(each.getKey()) == null) {
                    missing.put(each.getKey(), each.getValue());
                }
            }
        }
        assertEquals(Map.of(), missing, "to be added to text/problems_de.txt");
        assertTrue(found >= FEWEST, "only " + found + ": has the code moved?");
    }

    private static Iterable<? extends CompilationUnitTree> parsed(String folder) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        try (Stream<Path> all = Files.walk(SOURCES.resolve(folder))) {
            List<Path> sources = all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> FAILING.contains(folder)
                            || !SILENT.matcher(file.getFileName().toString()).matches())
                    .toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            return task.parse();
        }
    }

    /** Collects the sentences of a source, each alternative of them, with a sample in the place of what varies. */
    private static final class Sentences extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final boolean failuresOnly;
        private final Map<String, String> found = new LinkedHashMap<>();
        private String at = "";
        private int within;

        Sentences(boolean failuresOnly) {
            this.failuresOnly = failuresOnly;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
            if (tree instanceof LiteralTree || (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS)) {
                if (!failuresOnly || within > 0) {
                    alternatives((ExpressionTree) tree).stream()
                            .filter(text -> SENTENCE.matcher(text).matches() && !text.equals(NO_SENTENCE))
                            .forEach(text -> found.putIfAbsent(text, at));
                }
                varying((ExpressionTree) tree).forEach(part -> super.scan(part, null));
                return null;
            }
            return super.scan(tree, null);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void nothing) {
            return null;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void nothing) {
            if (node.getMethodSelect().toString().startsWith("LOG.")) {
                return null;
            }
            boolean tells = tellsHealth(node.getArguments());
            within += tells ? 1 : 0;
            super.visitMethodInvocation(node, null);
            within -= tells ? 1 : 0;
            return null;
        }

        private static boolean tellsHealth(List<? extends ExpressionTree> arguments) {
            return arguments.stream()
                    .anyMatch(argument -> argument.toString().matches("(HealthApi[.])?Status[.][A-Z]+"));
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree node, @Nullable Void nothing) {
            String text = node.toString();
            if (text.startsWith("new IllegalStateException(") || text.startsWith("new IllegalArgumentException(")) {
                return null;
            }
            boolean tells = text.startsWith("new HealthApi.ComponentHealth(")
                    || (text.startsWith("new Failure(") && text.matches("(?s).*Code[.](INVALID|NOT_FOUND|TOO_LONG).*"));
            within += tells ? 1 : 0;
            super.visitNewClass(node, null);
            within -= tells ? 1 : 0;
            return null;
        }

        /** What is no text of its own in it. */
        private static List<ExpressionTree> varying(ExpressionTree tree) {
            if (tree instanceof LiteralTree) {
                return List.of();
            }
            if (tree instanceof ParenthesizedTree inner) {
                return varying(inner.getExpression());
            }
            if (tree instanceof ConditionalExpressionTree either) {
                return Stream.of(either.getTrueExpression(), either.getFalseExpression())
                        .flatMap(each -> varying(each).stream())
                        .toList();
            }
            return tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS
                    ? Stream.of(sum.getLeftOperand(), sum.getRightOperand())
                            .flatMap(each -> varying(each).stream())
                            .toList()
                    : List.of(tree);
        }

        private static List<String> alternatives(ExpressionTree tree) {
            if (tree instanceof LiteralTree literal) {
                return List.of(String.valueOf(literal.getValue()));
            }
            if (tree instanceof ParenthesizedTree inner) {
                return alternatives(inner.getExpression());
            }
            if (tree instanceof ConditionalExpressionTree either) {
                List<String> both = new ArrayList<>(alternatives(either.getTrueExpression()));
                both.addAll(alternatives(either.getFalseExpression()));
                return both;
            }
            if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                List<String> right = alternatives(sum.getRightOperand());
                return alternatives(sum.getLeftOperand()).stream()
                        .flatMap(left -> right.stream().map(end -> left + end))
                        .toList();
            }
            return List.of(SAMPLE);
        }
    }
}
