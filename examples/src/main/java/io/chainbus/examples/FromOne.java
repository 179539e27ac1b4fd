package io.chainbus.examples;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that is a whole number from 1: a count, or a time that passes. */
public final class FromOne implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, like every other value that is none.
        }
        throw new TypeConversionException(
                "expected a whole number from 1 to " + Integer.MAX_VALUE + ", got '" + value + "'");
    }
}
