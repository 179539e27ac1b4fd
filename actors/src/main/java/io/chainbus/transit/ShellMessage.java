package io.chainbus.transit;

/** What a subscriber's actor receives. */
sealed interface ShellMessage<T> permits Trip, SubscriberShell.Signal {}
