package io.chainbus.kernel.module;

import java.util.List;
import java.util.OptionalInt;

/**
 * The functions of a module that tracing can stop at, numbered from 0. A tree knows how many there are but not what they
 * are called; those are {@code MODULE+0}, {@code MODULE+1} and so on. The last one is the module's init, if it has one
 * that can be traced: it lies in the init text, which is freed once the module is live.
 *
 * @param owner the module, or {@code vmlinux}
 * @param named those whose names are known, first in the numbering
 * @param unnamed how many more there are, behind them
 * @param init whether a last one follows, {@code OWNER_init}
 */
public record FunctionTable(String owner, List<String> named, int unnamed, boolean init) {

    public FunctionTable {
        named = List.copyOf(named);
    }

    /**
     * The table of a module of which only the number of call sites is known. That the init text has one of them, if there
     * are at least two, is this model's assumption: trees do not tell.
     */
    public static FunctionTable ofSites(String owner, int sites, boolean hasInit) {
        boolean init = hasInit && sites > 1;
        return new FunctionTable(owner, List.of(), init ? sites - 1 : sites, init);
    }

    public int count() {
        return staying() + (init ? 1 : 0);
    }

    /** How many stay when the init text is freed: those with the numbers below it. */
    public int staying() {
        return named.size() + unnamed;
    }

    /** The number of the function of that name: the module's symbol table. */
    public OptionalInt find(String function) {
        int at = named.indexOf(function);
        if (at < 0 && init && function.equals(owner + "_init")) {
            at = staying();
        }
        if (at < 0 && function.startsWith(owner + "+")) {
            at = unnamed(function.substring(owner.length() + 1));
        }
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
    }

    private int unnamed(String digits) {
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int number = Integer.parseInt(digits);
        return number < unnamed ? named.size() + number : -1;
    }
}
