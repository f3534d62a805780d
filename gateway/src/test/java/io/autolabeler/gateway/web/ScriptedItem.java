package io.autolabeler.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An item to review, the keys that a person would press for it and the answer that must come of them.
 *
 * @param answer the label or the value, as sent
 */
record ScriptedItem(String id, ObjectNode task, List<String> keys, JsonNode answer) {
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final List<String> TOPICS = List.of("delivery", "price", "staff", "quality");
    private static final List<String> FEELINGS = List.of("negative", "neutral", "positive");
    private static final List<String> NAMES = List.of("Anna", "Zoë Lindström", "Jo");
    private static final List<String> FIRMS = List.of("Acme", "Blue Sky", "Nordwind AG");
    /** Two UTF-16 units a code point, and several code points a character. */
    private static final List<String> PICTURES = List.of("\uD83D\uDE00", "\uD83D\uDC69\u200D\uD83D\uDD2C", "e\u0301");

    static ScriptedItem of(String kind, int number) {
        return switch (kind) {
            case "MULTI_LABEL" -> labels(number);
            case "ENTITIES" -> spans(number, false);
            case "RELATIONS" -> spans(number, true);
            case "SENTIMENT" -> label(kind, FEELINGS, number);
            default -> label(kind, TOPICS, number);
        };
    }

    static JsonNode tasks(List<ScriptedItem> items) {
        ObjectNode tasks = JsonNodeFactory.instance.objectNode();
        items.forEach(each -> tasks.withArray("tasks").add(each.task));
        return tasks;
    }

    /** Every third item keeps the suggestion. */
    private static ScriptedItem label(String kind, List<String> labels, int number) {
        int suggested = number % labels.size();
        boolean keeps = number % 3 == 0;
        int wanted = keeps ? suggested : (suggested + 1) % labels.size();
        ObjectNode task = task(kind, number, "Item " + number + ": quite something.", labels);
        task.put("suggestion", labels.get(suggested));
        task.withArray("scores").addObject().put("label", labels.get(suggested)).put("score", .6);
        return new ScriptedItem(
                task.get("id").asText(),
                task,
                List.of(keeps ? "Enter" : String.valueOf(wanted + 1)),
                JsonNodeFactory.instance.textNode(labels.get(wanted)));
    }

    /** Every fifth item gets no label; every fourth one a label that is taken off again. */
    private static ScriptedItem labels(int number) {
        ObjectNode task = task("MULTI_LABEL", number, "Item " + number + ": late and dear.", TOPICS);
        List<String> keys = new ArrayList<>();
        ObjectNode value = value();
        if (number % 5 == 0) {
            keys.add(number % 2 == 0 ? "0" : "n");
        } else {
            int first = number % 3;
            keys.addAll(
                    number % 4 == 0
                            ? List.of("4", String.valueOf(first + 1), "4")
                            : List.of(String.valueOf(first + 1)));
            value.withArray("labels").add(TOPICS.get(first));
            if (number % 2 == 0) {
                keys.add(String.valueOf(first + 2));
                value.withArray("labels").add(TOPICS.get(first + 1));
            }
            keys.add("Enter");
        }
        return new ScriptedItem(task.get("id").asText(), task, keys, value);
    }

    /** A name and a firm; every seventh item has neither. */
    private static ScriptedItem spans(int number, boolean relations) {
        String name = NAMES.get(number % NAMES.size());
        String firm = FIRMS.get(number % FIRMS.size());
        boolean none = number % 7 == 0;
        String text = none
                ? "Item " + number + ": nobody."
                : "%d %s: %s works for %s.".formatted(number, PICTURES.get(number % PICTURES.size()), name, firm);
        ObjectNode task = task(relations ? "RELATIONS" : "ENTITIES", number, text, List.of("person", "firm"));
        ObjectNode value = value();
        List<String> keys = new ArrayList<>();
        if (!none) {
            int at = text.indexOf(name);
            keys.addAll(select(text, 0, at, name));
            keys.add("1");
            keys.addAll(select(text, at + name.length(), text.indexOf(firm), firm));
            keys.add("2");
            value.withArray("spans").add(span(text, name, "person")).add(span(text, firm, "firm"));
        }
        if (relations) {
            task.withArray("labels")
                    .addObject()
                    .put("name", "works for")
                    .put("description", "")
                    .put("target", "RELATION");
            if (!none) {
                keys.addAll(List.of("Shift+Tab", "r", "Tab", "1"));
                value.withArray("relations")
                        .addObject()
                        .put("fromSpan", 0)
                        .put("toSpan", 1)
                        .put("label", "works for");
            }
        }
        keys.add("Enter");
        return new ScriptedItem(task.get("id").asText(), task, keys, value);
    }

    /** From the caret to the words, character by character, and then over them word by word. */
    private static List<String> select(String text, int caret, int start, String words) {
        List<String> keys =
                new ArrayList<>(Collections.nCopies(characters(text.substring(caret, start)), "ArrowRight"));
        keys.addAll(Collections.nCopies(words.split(" ").length, "Control+Shift+ArrowRight"));
        return keys;
    }

    private static int characters(String text) {
        return (int) CHARACTER.matcher(text).results().count();
    }

    private static ObjectNode span(String text, String words, String label) {
        int start = text.codePointCount(0, text.indexOf(words));
        return JsonNodeFactory.instance
                .objectNode()
                .put("start", start)
                .put("end", start + words.codePointCount(0, words.length()))
                .put("label", label)
                .put("text", words);
    }

    private static ObjectNode value() {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        value.putArray("labels");
        value.putArray("spans");
        value.putArray("relations");
        return value;
    }

    private static ObjectNode task(String kind, int number, String text, List<String> labels) {
        ObjectNode task = JsonNodeFactory.instance.objectNode();
        task.put("id", "t" + number).put("kind", kind).put("text", text);
        ArrayNode all = task.putArray("labels");
        labels.forEach(each -> all.addObject().put("name", each).put("description", ""));
        return task;
    }
}
