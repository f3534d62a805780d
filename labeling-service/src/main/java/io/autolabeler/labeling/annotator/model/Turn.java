package io.autolabeler.labeling.annotator.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;

/** One message of a conversation. */
record Turn(Role role, String text) {
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    static List<String> texts(List<Turn> turns) {
        return turns.stream().map(Turn::text).toList();
    }

    ChatMessage message() {
        return switch (role) {
            case SYSTEM -> SystemMessage.from(text);
            case USER -> UserMessage.from(text);
            case ASSISTANT -> AiMessage.from(text);
        };
    }
}
