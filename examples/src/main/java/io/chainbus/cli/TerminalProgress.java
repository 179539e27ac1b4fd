package io.chainbus.cli;

import io.chainbus.kernel.demo.Progress;
import java.time.Duration;
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
        show(steps, look(part));
    }

    /** A part begins that ends at a certain time, which {@link #reach} tells of. */
    public synchronized void beginTimed(String part, Duration duration) {
        show(duration.toMillis(), look(part).setRenderer(new TimedLine()));
    }

    private static ProgressBarBuilder look(String part) {
        return new ProgressBarBuilder()
                .setTaskName(part)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100)
                .clearDisplayOnFinish();
    }

    private void show(long steps, ProgressBarBuilder look) {
        close();
        if (visible && steps >= WORTH_SHOWING) {
            bar = look.setInitialMax(steps).build();
        }
    }

    /** So much of the time has passed, and this is to be said about it. */
    public void reach(Duration passed, String said) {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.stepTo(passed.toMillis());
            shown.setExtraMessage(said);
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
