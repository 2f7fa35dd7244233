/// An app to begin with: a chat over the facade of the SDK and nothing else.
///
/// In: lines that its owner types, events of the device. Out: lines. Nothing is kept here; the SDK keeps the profile.
@NullMarked
package org.busel.sample;

import org.jspecify.annotations.NullMarked;
