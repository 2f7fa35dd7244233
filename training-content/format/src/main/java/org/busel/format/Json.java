package org.busel.format;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A value of the small JSON that Busel signs: no fractions, no negative numbers, no null. FORMAT.md, "JSON".
///
/// Every value is immutable. What [StrictJson] has read and what [CanonicalJson] writes is within the limits that
/// [StrictJson] names; the constructors here check the form of single values only.
public sealed interface Json {
  /// The largest number: 2^53 - 1, which every language holds exactly.
  long MAX_NUMBER = (1L << 53) - 1;

  /// The longest name of a member.
  int MAX_NAME = 200;

  /// An object. Names are 1 to 200 printable ASCII characters, so that every language sorts them alike.
  record Members(SortedMap<String, Json> byName) implements Json {
    public Members {
      byName.keySet().forEach(Json::requireName);
      byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /// An object with these members.
    public static Members of(Map<String, Json> byName) {
      return new Members(new TreeMap<>(byName));
    }
  }

  /// An array.
  record Items(List<Json> values) implements Json {
    public Items {
      values = List.copyOf(values);
    }
  }

  /// A string without control characters and without half surrogate pairs.
  record Text(String value) implements Json {
    public Text {
      String fault = faultIn(value);
      if (!fault.isEmpty()) {
        throw new IllegalArgumentException(fault);
      }
    }
  }

  /// A whole number from 0 to [#MAX_NUMBER].
  record Whole(long value) implements Json {
    public Whole {
      if (value < 0 || value > MAX_NUMBER) {
        throw new IllegalArgumentException("number is not between 0 and 2^53 - 1");
      }
    }
  }

  /// `true` or `false`.
  record Flag(boolean value) implements Json {}

  /// What keeps `value` from being a string here, or nothing if it may stand.
  static String faultIn(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c)) {
        return "control character in a string";
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return "half a surrogate pair in a string";
      }
    }
    return "";
  }

  private static void requireName(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException("a member's name is 1 to 200 printable ASCII characters");
    }
  }

  /// Whether `name` may name a member.
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME
        && name.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
