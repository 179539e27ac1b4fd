package io.chainbus.node.status;

import java.util.ArrayList;
import java.util.List;

/** A node's status for people. */
public final class StatusText {

    private StatusText() {}

    /** Line by line. */
    public static List<String> lines(NodeStatus status) {
        List<String> lines = new ArrayList<>();
        lines.add("cluster %s, as %s sees it".formatted(status.cluster(), status.node()));
        int width = status.members().stream()
                .mapToInt(member -> member.address().length())
                .max()
                .orElse(0);
        for (MemberStatus member : status.members()) {
            lines.add(("  %-" + Math.max(width, 1) + "s  %s%s%s")
                    .formatted(
                            member.address(),
                            member.status(),
                            member.reachable() ? "" : ", cannot be reached",
                            member.leader() ? ", leader" : ""));
        }
        for (ChainStatus chain : status.chains()) {
            lines.add(
                    chain.answers()
                            ? "chain %s, coordinated by %s: %d subscribers, %d up, %d events open"
                                    .formatted(
                                            chain.chain(),
                                            chain.coordinator().isEmpty() ? "nobody known" : chain.coordinator(),
                                            chain.subscribers(),
                                            chain.up(),
                                            chain.open())
                            : "chain %s does not answer".formatted(chain.chain()));
        }
        return lines;
    }
}
