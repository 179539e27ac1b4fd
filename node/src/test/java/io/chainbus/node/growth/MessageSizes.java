package io.chainbus.node.growth;

import akka.actor.ActorRef;
import akka.actor.Address;
import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.Gossip;
import akka.cluster.GossipEnvelope;
import akka.cluster.Member;
import akka.cluster.Member$;
import akka.cluster.MemberStatus;
import akka.cluster.UniqueAddress;
import akka.cluster.ddata.DistributedData;
import akka.cluster.ddata.ORSet;
import akka.cluster.ddata.SelfUniqueAddress;
import akka.serialization.SerializationExtension;
import akka.util.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scala.collection.immutable.TreeSet;
import scala.collection.immutable.Vector;
import scala.jdk.javaapi.CollectionConverters;

/** How large Akka's own messages are in a large cluster: by its own serializers, on what such a cluster would have. */
final class MessageSizes {

    private final ExtendedActorSystem system;

    MessageSizes(ActorSystem<?> system) {
        this.system = (ExtendedActorSystem) Adapter.toClassic(system);
    }

    private int bytes(Object message) {
        return SerializationExtension.get(system).serialize(message).get().length;
    }

    /** The names of so many chains that are to be started again. */
    ORSet<String> names(int chains) {
        SelfUniqueAddress self = DistributedData.get(system).selfUniqueAddress();
        ORSet<String> names = ORSet.create();
        for (int chain = 0; chain < chains; chain++) {
            names = names.add(self, "chain-%06d".formatted(chain));
        }
        return names;
    }

    private static UniqueAddress node(int number) {
        String host = "10.0.%d.%d".formatted(number / 250, number % 250 + 1);
        // Spread as the uids of real nodes are, which are chance.
        long uid = (number + 1) * 0x9E37_79B9_7F4A_7C15L;
        return new UniqueAddress(new Address("akka", "chainbus", host, 2551), uid);
    }

    /** The cluster's gossip among so many members, each of which has changed something, once all have seen it. */
    int gossip(int members) {
        List<Member> all = new ArrayList<>();
        for (int number = 0; number < members; number++) {
            all.add(Member$.MODULE$
                    .apply(
                            node(number),
                            CollectionConverters.asScala(Set.of("dc-default")).toSet(),
                            Version.Zero())
                    .copy(MemberStatus.up()));
        }
        var sorted = TreeSet.<Member>newBuilder(Member.ordering());
        all.forEach(sorted::addOne);
        Gossip gossip = Gossip.apply(sorted.result());
        for (int number = 0; number < members; number++) {
            gossip = gossip.$colon$plus(node(number).toString()).seen(node(number));
        }
        return bytes(GossipEnvelope.apply(node(0), node(1), gossip));
    }

    /** Which node has which shard, as the coordinator of shards keeps it. */
    int placedShards(int shards, int nodes) throws ReflectiveOperationException {
        Map<String, ActorRef> places = new HashMap<>();
        Map<ActorRef, Vector<String>> regions = new HashMap<>();
        for (int number = 0; number < nodes; number++) {
            ActorRef region = system.provider()
                    .resolveActorRef(
                            node(number).address() + "/system/sharding/chainbus#" + Math.abs(number * 7_919_317));
            List<String> here = new ArrayList<>();
            for (int shard = number; shard < shards; shard += nodes) {
                here.add(Integer.toString(shard));
                places.put(Integer.toString(shard), region);
            }
            regions.put(region, CollectionConverters.asScala(here).toVector());
        }
        Object state = Class.forName("akka.cluster.sharding.ShardCoordinator$Internal$State")
                .getConstructors()[0]
                .newInstance(
                        immutable(places),
                        immutable(regions),
                        CollectionConverters.asScala(new HashSet<>()).toSet(),
                        CollectionConverters.asScala(new HashSet<>()).toSet(),
                        true);
        return bytes(state);
    }

    private static <K, V> scala.collection.immutable.Map<K, V> immutable(Map<K, V> map) {
        return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(map));
    }
}
