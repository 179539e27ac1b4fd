package io.chainbus.cluster.wire;

import io.chainbus.verdict.Source;

/**
 * Why walks are undone.
 *
 * @param phase what is delivered
 * @param by who vetoed; empty where a replay is undone since its subscriber does not join after all
 * @param reason of the veto
 * @param source of the veto
 */
public record Undoing(String phase, String by, String reason, Source source) {}
