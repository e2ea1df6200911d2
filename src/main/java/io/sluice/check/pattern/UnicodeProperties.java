package io.sluice.check.pattern;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The properties that {@code \p} asks for, as far as the JDK knows them: general categories, scripts, a few others. */
final class UnicodeProperties {
    /** Each category as ECMA-262 names it, short and long, and the JDK's numbers of the types that it holds. */
    private static final String CATEGORIES = "Lu Uppercase_Letter 1;Ll Lowercase_Letter 2;Lt Titlecase_Letter 3;"
            + "LC Cased_Letter 1 2 3;Lm Modifier_Letter 4;Lo Other_Letter 5;L Letter 1 2 3 4 5;"
            + "Mn Nonspacing_Mark 6;Me Enclosing_Mark 7;Mc Spacing_Mark 8;M Mark 6 7 8;M Combining_Mark 6 7 8;"
            + "Nd Decimal_Number 9;Nd digit 9;Nl Letter_Number 10;No Other_Number 11;N Number 9 10 11;"
            + "Zs Space_Separator 12;Zl Line_Separator 13;Zp Paragraph_Separator 14;Z Separator 12 13 14;"
            + "Cc Control 15;Cc cntrl 15;Cf Format 16;Co Private_Use 18;Cs Surrogate 19;Cn Unassigned 0;"
            + "C Other 0 15 16 18 19;Pd Dash_Punctuation 20;Ps Open_Punctuation 21;Pe Close_Punctuation 22;"
            + "Pc Connector_Punctuation 23;Po Other_Punctuation 24;Pi Initial_Punctuation 29;"
            + "Pf Final_Punctuation 30;P Punctuation 20 21 22 23 24 29 30;P punct 20 21 22 23 24 29 30;"
            + "Sm Math_Symbol 25;Sc Currency_Symbol 26;Sk Modifier_Symbol 27;So Other_Symbol 28;S Symbol 25 26 27 28";

    private static final Map<String, Integer> TYPES = types();

    private static final Map<String, IntPredicate> BINARY = Map.ofEntries(
            Map.entry("Any", character -> true),
            Map.entry("ASCII", character -> character < 0x80),
            Map.entry("Assigned", character -> Character.getType(character) != Character.UNASSIGNED),
            Map.entry("Alphabetic", Character::isAlphabetic),
            Map.entry("Alpha", Character::isAlphabetic),
            Map.entry("Ideographic", Character::isIdeographic),
            Map.entry("Ideo", Character::isIdeographic),
            Map.entry("Lowercase", Character::isLowerCase),
            Map.entry("Lower", Character::isLowerCase),
            Map.entry("Uppercase", Character::isUpperCase),
            Map.entry("Upper", Character::isUpperCase),
            Map.entry("White_Space", UnicodeProperties::isWhite),
            Map.entry("space", UnicodeProperties::isWhite),
            Map.entry("ID_Start", Character::isUnicodeIdentifierStart),
            Map.entry("IDS", Character::isUnicodeIdentifierStart),
            Map.entry("ID_Continue", UnicodeProperties::isIdPart),
            Map.entry("IDC", UnicodeProperties::isIdPart),
            Map.entry("Join_Control", UnicodeProperties::isJoiner),
            Map.entry("Join_C", UnicodeProperties::isJoiner),
            Map.entry("Noncharacter_Code_Point", UnicodeProperties::isNoCharacter),
            Map.entry("NChar", UnicodeProperties::isNoCharacter),
            Map.entry("ASCII_Hex_Digit", UnicodeProperties::isHex),
            Map.entry("AHex", UnicodeProperties::isHex));

    private UnicodeProperties() {}

    /** What stands between the braces, such as {@code Letter} or {@code Script=Greek}; nothing where it is not known. */
    static Optional<IntPredicate> named(String property) {
        int equals = property.indexOf('=');
        if (equals < 0) {
            return category(property).or(() -> Optional.ofNullable(BINARY.get(property)));
        }
        String value = property.substring(equals + 1);
        return switch (property.substring(0, equals)) {
            case "General_Category", "gc" -> category(value);
            case "Script", "sc" -> script(value);
            default -> Optional.empty();
        };
    }

    private static Map<String, Integer> types() {
        Map<String, Integer> types = new HashMap<>();
        for (String category : CATEGORIES.split(";", -1)) {
            String[] words = category.split(" ", -1);
            int mask = 0;
            for (int i = 2; i < words.length; i++) {
                mask |= 1 << Integer.parseInt(words[i]);
            }
            types.put(words[0], mask);
            types.put(words[1], mask);
        }
        return types;
    }

    private static Optional<IntPredicate> category(String name) {
        Integer types = TYPES.get(name);
        return types == null
                ? Optional.empty()
                : Optional.of(character -> (types >>> Character.getType(character) & 1) != 0);
    }

    private static Optional<IntPredicate> script(String name) {
        if (name.isEmpty() || !Character.isUpperCase(name.charAt(0))) {
            return Optional.empty();
        }
        try {
            Character.UnicodeScript script = Character.UnicodeScript.forName(name);
            return Optional.of(character -> Character.UnicodeScript.of(character) == script);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** The property White_Space of Unicode, which is not {@code \s}: it lacks U+FEFF and has U+0085. */
    private static boolean isWhite(int character) {
        return character == 0x85 || (character != 0xFEFF && Characters.SPACE.has(character));
    }

    private static boolean isIdPart(int character) {
        return Character.isUnicodeIdentifierPart(character) && !Character.isIdentifierIgnorable(character);
    }

    private static boolean isJoiner(int character) {
        return character == 0x200C || character == 0x200D;
    }

    private static boolean isNoCharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF);
    }

    private static boolean isHex(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'f')
                || (character >= 'A' && character <= 'F');
    }
}
