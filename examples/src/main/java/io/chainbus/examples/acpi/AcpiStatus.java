package io.chainbus.examples.acpi;

/** What evaluating a method of the firmware came to: those of ACPICA's {@code acpi_status} that are needed here. */
enum AcpiStatus {
    AE_OK,
    /** There is no such method, which is no failure where it is optional. */
    AE_NOT_FOUND,
    /** The method is there and its code is wrong: an operand of a type that the operation cannot work on. */
    AE_AML_OPERAND_TYPE
}
