/// The learner's side of training: finds modules, fetches what is missing of them, verifies it, and opens it offline.
///
/// In: bytes from a [CourseSource], which may be anybody, and the digest of the first root of trust, which is pinned. Out: lessons,
/// quizzes and checklists with the names of those who vouch for them. Everything that stays on the device goes through
/// [CourseStore], whose owner encrypts it. This room has no files and no keys of its own, and reports to nobody what is
/// learned.
@NullMarked
@CheckReturnValue
package org.busel.sdk.courses;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
