package io.chainbus.architecture.offences.first;

import io.chainbus.architecture.offences.second.Second;
import java.util.List;

/** Half of a cycle. */
public record First(List<Second> seconds) {}
