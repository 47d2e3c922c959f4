package io.openplex.proto.messages;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the catalogue holds of a message beside its number.
 *
 * @param severity how bad it is
 * @param certainty whether the text is published
 * @param template the text after the number; {@code {name}} is a variable, filled in order of appearance
 * @param explanation what happened and what the system did, one or two sentences
 * @param response what the operator should do
 */
public record MessageDefinition(
        Severity severity, Certainty certainty, String template, String explanation, String response) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z][a-zA-Z0-9]*)}");

    /** Names of the variables in order of appearance. */
    public List<String> variables() {
        return VARIABLE.matcher(template).results().map(r -> r.group(1)).toList();
    }

    /** The template with its variables replaced in order; a variable without an argument stays visible. */
    String fill(List<String> arguments) {
        Matcher matcher = VARIABLE.matcher(template);
        StringBuilder text = new StringBuilder(template.length() + 32);
        int next = 0;
        while (matcher.find()) {
            String value = next < arguments.size() ? arguments.get(next++) : matcher.group();
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }
}
