package io.chainbus.dispatch;

import io.chainbus.chain.Route;
import io.chainbus.walk.Walk;

/**
 * A walk that visits one subscriber alone and departs now.
 *
 * @param route on which there is only that subscriber
 * @param resumed whether the walk had ended before and now undoes what it did
 */
public record Solo<S, T>(Route<S> route, Walk<T> walk, boolean resumed) {}
