package io.chainbus.coordinator;

/**
 * What has happened on a chain since it started, and how much is going on now. Of the events accepted each has ended in
 * one of three ways, or was refused at its turn, or is open: {@code accepted = completed + stopped + vetoed +
 * refusedAtTurn + underWay + waiting}.
 *
 * @param accepted events that were given a number, those by which the chain itself takes down what is up included
 * @param completed walks that went to their end
 * @param stopped walks that somebody ended by handling the event
 * @param vetoed walks that somebody refused, and that were undone
 * @param refusedAtTurn events that were refused when their turn came, since their key was up already
 * @param refusedAtOnce publishes that were never accepted: the chain was over its limit or closing
 * @param underWay walks that have left and not ended
 * @param waiting events that wait for their turn or for a train
 * @param joins registrations acknowledged, without those of {@code returns}
 * @param leaves leaves acknowledged
 * @param deaths subscribers that died and were not durable, or not back when their window had passed
 * @param absences times that a durable subscriber went away, by its death or on purpose
 * @param returns times that one came back
 */
public record Counters(
        long accepted,
        long completed,
        long stopped,
        long vetoed,
        long refusedAtTurn,
        long refusedAtOnce,
        long underWay,
        long waiting,
        long joins,
        long leaves,
        long deaths,
        long absences,
        long returns) {}
