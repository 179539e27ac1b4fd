package io.chainbus.cli;

import io.chainbus.kernel.demo.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error while a command works; nothing where nobody sees it. */
public final class TerminalProgress implements Progress, AutoCloseable {

    /** Parts of fewer steps are over before anybody could read of them. */
    private static final long WORTH_SHOWING = 50;

    private final boolean visible;
    /** Volatile, since steps are reported from any thread. */
    private volatile @Nullable ProgressBar bar;

    private TerminalProgress(boolean visible) {
        this.visible = visible;
    }

    /** Visible where standard error is a terminal, which the launcher knows and the JDK does not tell. */
    public static TerminalProgress onStandardError() {
        return new TerminalProgress(Boolean.getBoolean("chainbus.terminal"));
    }

    @Override
    public synchronized void begin(String part, long steps) {
        close();
        if (visible && steps >= WORTH_SHOWING) {
            bar = new ProgressBarBuilder()
                    .setTaskName(part)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(100)
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    @Override
    public void step() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.step();
        }
    }

    @Override
    public synchronized void close() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            bar = null;
        }
    }
}
