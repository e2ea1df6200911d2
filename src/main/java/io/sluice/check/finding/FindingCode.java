package io.sluice.check.finding;

import java.util.Locale;
import java.util.Map;

/** Every kind of finding. Its title is what a supplier reads first; {@code docs/findings.md} has a section for each. */
public enum FindingCode {
    EMPTY_FILE("The file is empty", "The file holds nothing but white space. Deliver it again with its data."),
    TOO_LARGE(
            "The file is too large",
            "The file has {found}, more than the {expected} that are taken. Split it into smaller files."),
    RESERVED_NAME(
            "The file's name is reserved",
            "The name {found} ends in \".reason.json\", which names the reasons of a rejected file. Rename the file."),
    NOT_UTF8(
            "The file is not UTF-8",
            "The text is not encoded in UTF-8: {problem}. Save the file as UTF-8 and deliver it again."),
    OTHER_KIND("The file is of another kind", "This is not JSON but {found}. {hint}"),
    NOT_JSON("The file is not JSON", "This is not JSON: {problem}"),
    DUPLICATE_KEY(
            "A name occurs twice", "The field {found} occurs twice in the same object. Keep the one that is right."),
    TRAILING_CONTENT(
            "There is more after the end",
            "The document is complete before {found}. A file holds one JSON document and nothing after it."),
    TOO_DEEP("The data is nested too deeply", "Objects and lists are nested deeper than {expected}."),
    NUMBER_TOO_LONG("A number is too long", "This number has more digits than the {expected} that are taken."),
    STRING_TOO_LONG("A text is too long", "This text has more characters than the {expected} that are taken."),
    NAME_TOO_LONG(
            "The name of a field is too long", "This name has more characters than the {expected} that are taken."),
    TOO_MANY_VALUES(
            "The file holds too many values",
            "The file holds more names, values and brackets than the {expected} that are taken. Split it."),
    MISSING_FIELD("A required field is missing", "{place} lacks the {required}{expected}{condition}.{hint}"),
    UNKNOWN_FIELD("A field is not known", "{place} has a field {found}, which is not known here. Check its spelling."),
    FIELD_NAME("The name of a field is not allowed", "{place} has a field {found}, whose name is not allowed here."),
    WRONG_TYPE("A value is of the wrong type", "{place} is {kind}, but must be {expected}.{hint}"),
    NOT_ALLOWED_VALUE("A value is not one of the allowed ones", "{place} is {found}, but must be {expected}.{hint}"),
    WRONG_FORMAT("A value is not written as it must be", "{place} is {found}: this is not {expected}.{hint}"),
    PATTERN(
            "A text does not have the required form",
            "{place} is {found}, which does not have the required form: it must match {expected}."),
    RANGE("A number is out of range", "{place} is {found}, but must be {expected}."),
    LENGTH("Too short, too long, too few or too many", "{place} has {found}, but must have {expected}."),
    DUPLICATE_ITEM("An item occurs twice", "{place} has equal items{which}, but every item must be different."),
    FORBIDDEN("A value is not allowed here", "{place} is {found}, which is not allowed here."),
    AMBIGUOUS(
            "A value fits more than one alternative",
            "{place} fits more than one of the alternatives, but must fit exactly one."),
    OTHER_RULE("A rule of the schema does not hold", "{place} does not hold against the schema's rule {expected}."),
    TOO_COSTLY(
            "The check takes too long",
            "{place} takes more than {expected} to be checked against the rule {rule} of the schema."),
    UNCHECKABLE("The file could not be checked", "The check of this file broke off: {problem}");

    private final String title;
    private final String template;

    FindingCode(String title, String template) {
        this.title = title;
        this.template = template;
    }

    /** What is wrong, in a few words. */
    public String title() {
        return title;
    }

    /** The name in JSON: {@code missing_field}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The sentence, with its slots filled; a slot without a word stays empty. Words are escaped by who gives them. */
    public String message(Map<String, String> words) {
        StringBuilder message = new StringBuilder();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            message.append(template, at, open).append(words.getOrDefault(template.substring(open + 1, close), ""));
            at = close + 1;
        }
        return message.append(template, at, template.length()).toString();
    }
}
