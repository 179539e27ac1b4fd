package io.chainbus.cluster.trace;

import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Skip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a {@link Trace}.
 *
 * <pre>
 *   .          was not visited
 *   l x        was passed by, since it had left, had died
 *   d o s v    the handler said done, ok, stop, veto
 *   A..D       it threw, and its policy said done, ok, stop, veto
 *   E..H       it was past its deadline
 *   I..L       it had died, or its node had
 *   M..P       it was stuck
 * </pre>
 */
public final class Mark {

    /** Was not visited. */
    public static final char NONE = '.';

    private static final char LEFT = 'l';
    private static final char DIED = 'x';
    private static final String BY_HANDLER = "dosv";
    /** Those that a policy answers for, four letters each. */
    private static final List<Source> BY_POLICY = List.of(Source.THROW, Source.DEADLINE, Source.DEATH, Source.STUCK);

    private Mark() {}

    public static char of(Verdict verdict, Source source) {
        int kind = kind(verdict);
        return source == Source.HANDLER ? BY_HANDLER.charAt(kind) : (char) ('A' + 4 * BY_POLICY.indexOf(source) + kind);
    }

    private static int kind(Verdict verdict) {
        if (verdict instanceof Verdict.Done) {
            return 0;
        }
        if (verdict instanceof Verdict.Ok) {
            return 1;
        }
        return verdict instanceof Verdict.Stop ? 2 : 3;
    }

    public static char of(Skip skip) {
        return skip == Skip.LEFT ? LEFT : DIED;
    }

    /** Whether a visit took place, or its policy answered. */
    public static boolean isVerdict(char mark) {
        return BY_HANDLER.indexOf(mark) >= 0 || (mark >= 'A' && mark <= 'P');
    }

    /** Why the place was passed by; absent where it was not. */
    public static @Nullable Skip skip(char mark) {
        return mark == LEFT ? Skip.LEFT : mark == DIED ? Skip.DIED : null;
    }

    /**
     * The verdict.
     *
     * @param reason of a veto
     * @throws IllegalArgumentException if there was none
     */
    public static Verdict verdict(char mark, String reason) {
        return switch (kind(mark)) {
            case 0 -> Verdict.done();
            case 1 -> Verdict.ok();
            case 2 -> Verdict.stop();
            default -> Verdict.veto(reason);
        };
    }

    /** Whether the verdict accepts. */
    public static boolean accepts(char mark) {
        return isVerdict(mark) && (kind(mark) == 1 || kind(mark) == 2);
    }

    private static int kind(char mark) {
        int byHandler = BY_HANDLER.indexOf(mark);
        if (byHandler >= 0) {
            return byHandler;
        }
        if (mark < 'A' || mark > 'P') {
            throw new IllegalArgumentException("'" + mark + "' is no verdict");
        }
        return (mark - 'A') % 4;
    }

    /** Where the verdict came from. */
    public static Source source(char mark) {
        return mark >= 'A' && mark <= 'P' ? BY_POLICY.get((mark - 'A') / 4) : Source.HANDLER;
    }
}
