package io.chainbus.cli;

import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * The progress of something that takes a known time and has more to say: what it says comes first, and the bar has the
 * room that is left, if there is any.
 */
final class TimedLine implements ProgressBarRenderer {

    private static final int SHORTEST_BAR = 8;
    private static final int LONGEST_BAR = 40;

    @Override
    public String render(ProgressState state, int width) {
        return line(state.getTaskName(), state.getNormalizedProgress(), state.getExtraMessage(), width);
    }

    /**
     * One line.
     *
     * @param progress from 0 to 1
     */
    static String line(String name, double progress, String said, int width) {
        double done = Math.min(Math.max(0, progress), 1);
        String head = "%s %3d%%".formatted(name, (int) (100 * done));
        int bar = Math.min(LONGEST_BAR, width - head.length() - said.length() - " [] ".length());
        String between = "  ";
        if (bar >= SHORTEST_BAR) {
            int full = (int) (bar * done);
            between = " [" + "=".repeat(full) + " ".repeat(bar - full) + "] ";
        }
        String line = head + between + said;
        return line.length() <= width ? line : line.substring(0, Math.max(0, width));
    }
}
