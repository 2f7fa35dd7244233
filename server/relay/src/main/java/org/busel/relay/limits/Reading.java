package org.busel.relay.limits;

import java.time.Duration;

/// What the machine has left at one moment.
///
/// @param heapUsed share of the heap's maximum that was still in use after the last collection, 0 to 1
/// @param directUsed share of the most that may lie outside of the heap, 0 to 1
/// @param freeDiskBytes where the relay keeps its folder
/// @param loopLag how much later than asked the event loops came to their work, at worst since the last reading
public record Reading(double heapUsed, double directUsed, long freeDiskBytes, Duration loopLag) {}
