package io.chainbus.node.status;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.chainbus.Chain;
import io.chainbus.node.settings.NodeAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * What a node says.
 *
 * @param cluster the cluster's name
 * @param node the address of who says it
 * @param members as it sees them, by address
 * @param chains that it has opened, by name
 */
public record NodeStatus(String cluster, String node, List<MemberStatus> members, List<ChainStatus> chains) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    public NodeStatus {
        members = List.copyOf(members);
        chains = List.copyOf(chains);
    }

    /** Whether all members are up and answer, and so do the chains. */
    @JsonIgnore
    public boolean isWhole() {
        return members.stream()
                        .allMatch(
                                member -> member.reachable() && member.status().equals("up"))
                && chains.stream().allMatch(ChainStatus::answers);
    }

    /** As it is now; what does not answer in some seconds is told of so. Any thread may ask. */
    public static CompletionStage<NodeStatus> of(ActorSystem<?> system) {
        List<CompletableFuture<ChainStatus>> views = OpenChains.get(system).all().stream()
                .map(chain -> view(chain).toCompletableFuture())
                .toList();
        CompletableFuture<?> all = CompletableFuture.allOf(views.toArray(CompletableFuture[]::new));
        if (views.isEmpty()) {
            return CompletableFuture.completedFuture(of(system, List.of()));
        }
        return Coordinators.ask(system, PATIENCE).thenCombine(all, (coordinators, done) -> {
            List<ChainStatus> chains = views.stream()
                    .map(view -> located(view.join(), coordinators))
                    .toList();
            return of(system, chains);
        });
    }

    private static NodeStatus of(ActorSystem<?> system, List<ChainStatus> chains) {
        Cluster cluster = Cluster.get(system);
        CurrentClusterState state = cluster.state();
        List<MemberStatus> members = StreamSupport.stream(state.getMembers().spliterator(), false)
                .map(member -> member(member, state))
                .sorted(Comparator.comparing(MemberStatus::address))
                .toList();
        return new NodeStatus(system.name(), text(cluster.selfMember().address()), members, chains);
    }

    private static CompletionStage<ChainStatus> view(Chain<?> chain) {
        ChainStatus silent = new ChainStatus(chain.name(), "", 0, 0, 0, false);
        return chain.view()
                .toCompletableFuture()
                .thenApply(view -> new ChainStatus(
                        chain.name(),
                        "",
                        view.seats().size(),
                        view.up().size(),
                        view.counters().underWay() + view.counters().waiting(),
                        true))
                .completeOnTimeout(silent, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> silent);
    }

    private static ChainStatus located(ChainStatus chain, Coordinators coordinators) {
        return new ChainStatus(
                chain.chain(),
                coordinators.of(chain.chain()),
                chain.subscribers(),
                chain.up(),
                chain.open(),
                chain.answers());
    }

    private static MemberStatus member(Member member, CurrentClusterState state) {
        return new MemberStatus(
                text(member.address()),
                member.status().toString().toLowerCase(Locale.ROOT),
                !state.getUnreachable().contains(member),
                member.address().equals(state.getLeader()));
    }

    static String text(Address address) {
        return new NodeAddress(address.getHost().orElse("?"), address.getPort().orElse(0)).toString();
    }
}
