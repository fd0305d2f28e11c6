package demi.store.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a question is about: what its component {@code userId} says, or {@code conversationId} where it has none. Questions
 * without either are about nobody, or about all.
 */
final class PersonOf {

    private static final List<String> NAMES = List.of("userId", "conversationId");

    private static final ClassValue<Optional<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return NAMES.stream()
                    .flatMap(name -> Arrays.stream(type.getRecordComponents())
                            .filter(each -> each.getName().equals(name) && each.getType() == String.class))
                    .map(RecordComponent::getAccessor)
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    };

    private PersonOf() {}

    static @Nullable String question(Record question) {
        Optional<Method> accessor = ACCESSORS.get(question.getClass());
        try {
            return accessor.isEmpty() ? null : (String) accessor.get().invoke(question);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("messages of the bus are public records", e);
        }
    }
}
