package org.busel.sdk.courses;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.busel.format.CanonicalJson;
import org.busel.format.Json;
import org.busel.format.ModuleId;
import org.busel.format.StrictJson;

/// Which steps of checklists the learner has ticked. Stays on this device, in the encrypted store; nobody is told.
///
/// Ticks go by the step's id, so they outlast new versions of a module and hold in every language. Safe for many threads.
public final class TickBook {
  private final CourseStore store;

  TickBook(CourseStore store) {
    this.store = store;
  }

  /// The ids of the steps that are ticked, also of some that the list may have no more.
  ///
  /// @param item the checklist's [Lesson#item]
  public synchronized Set<String> ticked(ModuleId module, String item) {
    Optional<byte[]> bytes = store.get(name(module, item));
    if (bytes.isEmpty()) {
      return Set.of();
    }
    if (!(StrictJson.read(bytes.get()) instanceof StrictJson.Reading.Read read)) {
      throw Stored.damaged();
    }
    return Set.copyOf(new Stored(read.value()).texts("steps"));
  }

  /// Ticks a step, or takes the tick away. Durable when this returns; repeating it is harmless.
  ///
  /// @throws IllegalArgumentException if `step` is no id
  public synchronized void tick(ModuleId module, String item, String step, boolean done) {
    if (!ModuleId.isId(step)) {
      throw new IllegalArgumentException("a step's id is lower-case letters, digits and dashes");
    }
    Set<String> steps = new TreeSet<>(ticked(module, item));
    boolean changed = done ? steps.add(step) : steps.remove(step);
    if (changed) {
      Json list = new Json.Items(steps.stream().<Json>map(Json.Text::new).toList());
      store.put(
          name(module, item), CanonicalJson.write(Json.Members.of(Map.of("steps", list))));
    }
  }

  private static String name(ModuleId module, String item) {
    return "ticks/" + module.text() + "/" + item;
  }
}
