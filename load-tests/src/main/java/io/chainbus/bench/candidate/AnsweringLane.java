package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Completion;
import io.chainbus.bench.event.Event;
import io.chainbus.bench.event.Panel;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Of a bus that answers: each event of the window is awaited before it is published again, so that events of one key are
 * never on their way at once.
 */
final class AnsweringLane<R> implements Lane {

    private final Answering<R> bus;
    private final Event[] events;
    private final @Nullable CompletionStage<R>[] answers;
    private final Panel.Account account;
    private final Completion completion;

    @SuppressWarnings("unchecked")
    AnsweringLane(Setup setup, int number, Answering<R> bus, Completion completion) {
        this.bus = bus;
        this.events = Events.of(number, setup.share());
        this.answers = (CompletionStage<R>[]) new CompletionStage<?>[events.length];
        this.account = setup.panel().account(number);
        this.completion = completion;
    }

    @Override
    public void publish(long due) {
        long number = account.next();
        int place = (int) (number % events.length);
        await(place);
        Event event = events[place];
        event.begin(number);
        event.due(due);
        CompletionStage<R> answer = bus.publish(event);
        if (completion != Completion.NONE) {
            answer = answer.whenComplete((ignored, failure) -> completion.over(event));
        }
        answers[place] = answer;
    }

    private void await(int place) {
        CompletionStage<R> answer = answers[place];
        if (answer != null && !bus.asItShould(answer.toCompletableFuture().join())) {
            account.refuse();
        }
        answers[place] = null;
    }

    @Override
    public void drain() {
        for (int place = 0; place < answers.length; place++) {
            await(place);
        }
    }
}
