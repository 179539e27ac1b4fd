package io.chainbus.cluster.wire;

import akka.actor.typed.ActorRef;
import io.chainbus.cluster.layout.AgentId;

/** An agent, and where it can be reached. */
public record Sender(AgentId agent, ActorRef<ToAgent> ref) {}
