package io.chainbus.dispatch;

import io.chainbus.chain.Route;
import io.chainbus.walk.Publication;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.List;

/**
 * What became of the publications whose turn had come.
 *
 * @param route what the walks follow
 * @param started all walks that begin with this, in the order in which their turns came: not that of their numbers,
 *     where one waited for another of its key
 * @param train those of them that have somebody to visit; may be empty
 * @param atOnce those that have nobody to visit, and have ended
 * @param refused those that led to no walk
 * @param heldBack those that wait for somebody who joins or leaves
 */
public record Departure<S, T>(
        Route<S> route,
        List<Walk<T>> started,
        Train<T> train,
        List<Walk<T>> atOnce,
        List<Refused<T>> refused,
        List<Publication<T>> heldBack) {

    /** A publication that was refused at its turn. */
    public record Refused<T>(Publication<T> publication, PublishRefusal refusal) {}
}
