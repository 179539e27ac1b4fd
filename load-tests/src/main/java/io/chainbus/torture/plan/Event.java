package io.chainbus.torture.plan;

/**
 * What is published.
 *
 * @param serial of its publisher's step; together with who is visited it decides what a handler does
 * @param inner whether a handler published it, so that its own handlers publish no more
 */
public record Event(String key, long serial, boolean inner) {}
