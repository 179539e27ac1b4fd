package io.chainbus.kernel.tree;

/** A piece of an input as a problem's line quotes it. */
final class Found {

    private static final int LONGEST = 80;

    private Found() {}

    /** Between quotes and fit for one line: control characters replaced, long ones cut. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("'");
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            out.append(c == '\t' ? ' ' : Character.isISOControl(c) ? '?' : c);
        }
        return out.append(end < text.length() ? "...'" : "'").toString();
    }
}
