package io.chainbus.cluster.wire;

import akka.actor.typed.ActorRefResolver;
import io.chainbus.cluster.trace.Trace;
import java.util.List;

/** How events and their receipts are written. Numbers are written as how far they are from the one before. */
final class PublishForm {

    /** By their places: a new one comes behind these. */
    private static final List<Ending.Kind> KINDS = List.of(
            Ending.Kind.COMPLETED,
            Ending.Kind.STOPPED,
            Ending.Kind.VETOED,
            Ending.Kind.ALREADY_UP,
            Ending.Kind.OVERLOADED,
            Ending.Kind.BEHIND,
            Ending.Kind.CLOSING);

    private PublishForm() {}

    static void write(WireOutput out, ToHome.Publish publish, ActorRefResolver refs) {
        out.text(publish.publisher());
        out.text(refs.toSerializationFormat(publish.replyTo()));
        out.number(publish.epoch());
        out.number(publish.below());
        out.number(publish.upTo());
        out.number(publish.events().size());
        long before = publish.below();
        for (Event event : publish.events()) {
            out.difference(event.number() - before);
            before = event.number();
            out.text(event.key());
            out.name(event.phase());
            VisitForm.payload(out, event.payload());
        }
        out.number(publish.clock());
    }

    static ToHome.Publish publish(WireInput in, ActorRefResolver refs) {
        String publisher = in.text();
        String replyTo = in.text();
        long epoch = in.number();
        long below = in.number();
        long upTo = in.number();
        long[] number = {below};
        List<Event> events = in.list(from -> {
            number[0] += from.difference();
            return new Event(number[0], from.text(), from.name(), VisitForm.payload(from));
        });
        return new ToHome.Publish(publisher, refs.resolveActorRef(replyTo), epoch, below, upTo, events, in.number());
    }

    static void write(WireOutput out, ToPublisher.Receipts receipts) {
        out.text(receipts.publisher());
        out.list(receipts.who(), PublishForm::who);
        out.list(receipts.traces(), VisitForm::trace);
        out.list(receipts.endings(), PublishForm::ending);
        out.number(receipts.receipts().size());
        long number = 0;
        long walk = 0;
        for (ReceiptLine line : receipts.receipts()) {
            out.difference(line.number() - number);
            number = line.number();
            out.difference(line.walk() - walk);
            walk = line.walk();
            out.number(line.ending());
            out.difference(line.trace());
        }
        out.number(receipts.clock());
    }

    static ToPublisher.Receipts receipts(WireInput in) {
        String publisher = in.text();
        List<ToPublisher.Who> who = in.list(PublishForm::who);
        List<Trace> traces = in.list(VisitForm::trace);
        List<Ending> endings = in.list(PublishForm::ending);
        long[] before = {0, 0};
        List<ReceiptLine> lines = in.list(from -> {
            before[0] += from.difference();
            before[1] += from.difference();
            return new ReceiptLine(before[0], before[1], from.smallNumber(), from.smallDifference());
        });
        return new ToPublisher.Receipts(publisher, who, traces, endings, lines, in.number());
    }

    private static void who(WireOutput out, ToPublisher.Who who) {
        out.text(who.id());
        out.flag(who.observer());
    }

    private static ToPublisher.Who who(WireInput in) {
        return new ToPublisher.Who(in.text(), in.flag());
    }

    private static void ending(WireOutput out, Ending ending) {
        out.number(KINDS.indexOf(ending.kind()));
        out.text(ending.by());
        out.text(ending.reason());
        VisitForm.source(out, ending.source());
    }

    private static Ending ending(WireInput in) {
        return new Ending(in.one(KINDS), in.text(), in.text(), VisitForm.source(in));
    }
}
