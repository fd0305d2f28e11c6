package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import demi.api.store.RuntimeOverrideStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverridesContractTest extends StoreContract {

    private @Nullable String value(String name) {
        return ask(RuntimeOverrideStore.OF, new RuntimeOverrideStore.Of(name)).value();
    }

    @Test
    void theLastChoiceCountsAlsoAfterARestart() {
        assertNull(value("model"));
        ask(RuntimeOverrideStore.KEEP, new RuntimeOverrideStore.Keep("model", "one"));
        ask(RuntimeOverrideStore.KEEP, new RuntimeOverrideStore.Keep("model", "two"));
        reopen();
        assertEquals("two", value("model"));
        assertNull(value("other"));
    }
}
