package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import demi.api.store.RuntimeOverrideStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverridesContractTest extends StoreContract {

    private @Nullable String value(String name) {
        return ask(RuntimeOverrideStore.GET, new RuntimeOverrideStore.GetOverride(name))
                .value();
    }

    @Test
    void theLastChoiceCountsAlsoAfterARestart() {
        assertNull(value("model"));
        ask(RuntimeOverrideStore.SAVE, new RuntimeOverrideStore.SaveOverride("model", "one"));
        ask(RuntimeOverrideStore.SAVE, new RuntimeOverrideStore.SaveOverride("model", "two"));
        reopen();
        assertEquals("two", value("model"));
        assertNull(value("other"));
    }
}
