package io.sluice.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for people: a rule under the header, numbers to the right. */
final class Table {
    private static final int CELL_CHARACTERS_MAX = 96;

    private final List<Column> columns = new ArrayList<>();
    private final List<Object[]> rows = new ArrayList<>();

    Table text(String header) {
        columns.add(column(header, HorizontalAlign.LEFT).maxWidth(CELL_CHARACTERS_MAX, OverflowBehaviour.NEWLINE));
        return this;
    }

    Table number(String header) {
        columns.add(column(header, HorizontalAlign.RIGHT));
        return this;
    }

    private static Column column(String header, HorizontalAlign align) {
        return new Column().header(header).headerAlign(align).dataAlign(align);
    }

    Table row(Object... cells) {
        rows.add(cells);
        return this;
    }

    void printTo(PrintWriter out) {
        AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
                .data(columns.toArray(new Column[0]), rows.toArray(new Object[0][]))
                .asString()
                .lines()
                .map(String::stripTrailing)
                .forEach(out::println);
    }
}
