package io.chainbus.kernel.task;

import java.time.Duration;

/**
 * The course of one call of a function, as far as this model sees it: what it prints, how long the task is inside, what
 * it prints then.
 *
 * @param enters printed on entry; nothing if empty
 * @param stays how long the task is inside, in virtual time
 * @param leaves printed before the return; nothing if empty
 */
public record Course(String enters, Duration stays, String leaves) {

    public Course {
        if (stays.isNegative()) {
            throw new IllegalArgumentException("a call cannot end before it begins: " + stays);
        }
    }

    /** A call that prints something and returns at once. */
    public static Course saying(String text) {
        return new Course(text, Duration.ZERO, "");
    }
}
