package io.chainbus.chain;

/** The place of one member in a {@link ChainList}. */
final class Node<S> extends Link<S> {

    final Member<S> member;

    Node(Member<S> member) {
        super(Rank.of(member.position(), member.position().priority()));
        this.member = member;
    }
}
