package demi.rehearse;

import demi.rehearse.Script.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What becomes of a conversation before a model reads it: the shapes of three families in Ollama's library. As Ollama
 * does it, neighbours of one role are joined first, by a blank line; then a shape takes the roles that it knows and drops
 * the others, and a last message of the assistant's is left open, to be continued.
 */
public enum ChatTemplate {
    /**
     * llama3.2's: all system messages, wherever they stood, are one at the top; an answer can only begin behind a
     * message of the user's.
     */
    LLAMA("assistant", "<|start_header_id|>%s<|end_header_id|>\n\n", "<|eot_id|>", ""),

    /** qwen2.5's: as llama3.2's, but an answer begins behind whatever is last; and it brings a system text of its own. */
    QWEN(
            "assistant",
            "<|im_start|>%s\n",
            "<|im_end|>\n",
            "You are Qwen, created by Alibaba Cloud. You are a helpful assistant."),

    /** gemma3:270m's: without a role for the system, whose text opens the first message of the user's. */
    GEMMA("model", "<start_of_turn>%s\n", "<end_of_turn>\n", "");

    private final String assistant;
    private final String opening;
    private final String closing;
    private final String ownSystem;

    ChatTemplate(String assistant, String opening, String closing, String ownSystem) {
        this.assistant = assistant;
        this.opening = opening;
        this.closing = closing;
        this.ownSystem = ownSystem;
    }

    /** By the model's name; LLAMA where it tells nothing. */
    public static ChatTemplate of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return name.contains("qwen") ? QWEN : name.contains("gemma") ? GEMMA : LLAMA;
    }

    /** The text that the model reads. */
    public String render(List<Message> sent) {
        List<Message> messages = withOwnSystem(sent);
        String system = messages.stream()
                .filter(message -> message.role().equals("system"))
                .map(Message::content)
                .collect(Collectors.joining("\n\n"));
        StringBuilder text = new StringBuilder(top(system));
        String lead = this == GEMMA && !system.isEmpty() ? system + "\n\n" : "";
        List<Message> turns = joined(messages);
        for (int i = 0; i < turns.size(); i++) {
            Message turn = turns.get(i);
            boolean last = i == turns.size() - 1;
            if (turn.role().equals("user")) {
                text.append(open("user")).append(lead).append(turn.content()).append(closing);
                lead = "";
            } else if (turn.role().equals("assistant")) {
                text.append(open(assistant)).append(turn.content()).append(last ? "" : closing);
            }
            if (last && answers(turn.role())) {
                text.append(open(assistant));
            }
        }
        return text.toString();
    }

    /** Whether what was rendered of these ends where words of the assistant's begin, or go on. */
    boolean letsAnswer(List<Message> messages) {
        String role =
                messages.isEmpty() ? "" : messages.get(messages.size() - 1).role();
        return role.equals("assistant") || answers(role);
    }

    private boolean answers(String lastRole) {
        return lastRole.equals("user") || (this == QWEN && !lastRole.equals("assistant"));
    }

    /** What {@code /api/show} tells of it: its special tokens, where they stand. */
    String source() {
        return "{{- if .System }}" + (this == GEMMA ? "{{ .System }}" : top("{{ .System }}")) + "{{ end }}"
                + "{{- range .Messages }}" + open("{{ .Role }}") + "{{ .Content }}" + closing + "{{ end }}"
                + open(assistant);
    }

    private List<Message> withOwnSystem(List<Message> sent) {
        if (ownSystem.isEmpty() || sent.isEmpty() || sent.get(0).role().equals("system")) {
            return sent;
        }
        List<Message> all = new ArrayList<>(sent);
        all.add(0, new Message("system", ownSystem));
        return all;
    }

    private String top(String system) {
        return switch (this) {
            case LLAMA -> open("system") + "Cutting Knowledge Date: December 2023\n\n" + system + closing;
            case QWEN -> system.isEmpty() ? "" : open("system") + system + closing;
            case GEMMA -> "";
        };
    }

    private String open(String role) {
        return opening.replace("%s", role);
    }

    private static List<Message> joined(List<Message> messages) {
        List<Message> joined = new ArrayList<>();
        for (Message message : messages) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).role().equals(message.role())) {
                String content = joined.get(last).content() + "\n\n" + message.content();
                joined.set(last, new Message(message.role(), content));
            } else {
                joined.add(message);
            }
        }
        return joined;
    }
}
