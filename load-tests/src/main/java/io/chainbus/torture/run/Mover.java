package io.chainbus.torture.run;

import io.chainbus.torture.plan.Move;

/** Carries the changes of a chain's membership out, one after the other; its own thread's. */
final class Mover implements Runnable {

    private final Stage stage;

    Mover(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void run() {
        for (Move move : stage.chainPlan().moves()) {
            if (move instanceof Move.Join join) {
                stage.pulse().await(stage.join(join.traits()), "the answer to " + join);
            } else if (move instanceof Move.Leave leave) {
                stage.pulse().await(stage.leave(leave.id(), leave.manner()), "the answer to " + leave);
            } else if (move instanceof Move.Kill kill) {
                stage.cast().kill(kill.id());
            }
        }
    }
}
