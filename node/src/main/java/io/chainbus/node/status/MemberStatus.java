package io.chainbus.node.status;

/**
 * A member of the cluster, as one node sees it.
 *
 * @param address {@code host:port}
 * @param status Akka's, in lower case: joining, up, leaving, exiting, down
 * @param reachable whether it answers
 * @param leader whether it is the one that lets others in
 */
public record MemberStatus(String address, String status, boolean reachable, boolean leader) {}
