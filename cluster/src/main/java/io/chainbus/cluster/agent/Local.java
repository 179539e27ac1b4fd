package io.chainbus.cluster.agent;

import io.chainbus.chain.Member;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.transit.SubscriberHandle;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A subscriber on this node, and how far it has got with joining and leaving. The agent's own. */
final class Local<T> {

    private final long number;
    private final SubscriberHandle<T> handle;
    private final Member<SubscriberHandle<T>> member;
    private final ToHome.Applicant applicant;
    private final CompletableFuture<ChainProtocol.RegisterReply> answer;

    /** What it was told last by the coordinator. */
    ToAgent.@Nullable Kind order;

    /** How it went, once it does nothing any more. */
    ToHome.@Nullable Farewell farewell;

    /** Whether the coordinator knows that. */
    boolean noted;

    Local(
            long number,
            SubscriberHandle<T> handle,
            ToHome.Applicant applicant,
            CompletableFuture<ChainProtocol.RegisterReply> answer) {
        this.number = number;
        this.handle = handle;
        this.applicant = applicant;
        this.answer = answer;
        this.member = Roll.member(handle.id(), applicant.observer(), handle);
    }

    long number() {
        return number;
    }

    SubscriberHandle<T> handle() {
        return handle;
    }

    Member<SubscriberHandle<T>> member() {
        return member;
    }

    ToHome.Applicant applicant() {
        return applicant;
    }

    CompletableFuture<ChainProtocol.RegisterReply> answer() {
        return answer;
    }
}
