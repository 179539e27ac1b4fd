package io.chainbus.node.status;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.chainbus.node.settings.NodeAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * What a node says.
 *
 * @param cluster the cluster's name
 * @param node the address of who says it
 * @param members as it sees them, by address
 */
public record NodeStatus(String cluster, String node, List<MemberStatus> members) {

    public NodeStatus {
        members = List.copyOf(members);
    }

    /** Whether all members are up and answer. */
    @JsonIgnore
    public boolean isWhole() {
        return members.stream()
                .allMatch(member -> member.reachable() && member.status().equals("up"));
    }

    /** As it is now. Any thread may ask. */
    public static NodeStatus of(ActorSystem<?> system) {
        Cluster cluster = Cluster.get(system);
        CurrentClusterState state = cluster.state();
        List<MemberStatus> members = StreamSupport.stream(state.getMembers().spliterator(), false)
                .map(member -> member(member, state))
                .sorted(Comparator.comparing(MemberStatus::address))
                .toList();
        return new NodeStatus(system.name(), text(cluster.selfMember().address()), members);
    }

    private static MemberStatus member(Member member, CurrentClusterState state) {
        return new MemberStatus(
                text(member.address()),
                member.status().toString().toLowerCase(Locale.ROOT),
                !state.getUnreachable().contains(member),
                member.address().equals(state.getLeader()));
    }

    private static String text(Address address) {
        return new NodeAddress(address.getHost().orElse("?"), address.getPort().orElse(0)).toString();
    }
}
