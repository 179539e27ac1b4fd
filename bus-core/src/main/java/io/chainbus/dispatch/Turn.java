package io.chainbus.dispatch;

import io.chainbus.walk.Publication;

/** Somebody who waits for a key. */
sealed interface Turn<T> {

    record OfEvent<T>(Publication<T> publication) implements Turn<T> {}

    record OfErrand<T>(Errand<T> errand) implements Turn<T> {}
}
