package io.chainbus.architecture.offences.second;

import io.chainbus.architecture.offences.first.First;
import java.util.List;

/** The other half of a cycle. */
public record Second(List<First> firsts) {}
