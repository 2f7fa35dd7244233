package org.busel.triage.text;

import java.util.Arrays;

/// Characters being collected, each with the UTF-16 range of the source that it stands for.
final class Raw {
  char[] chars = new char[1024];
  int[] starts = new int[1024];
  int[] ends = new int[1024];
  byte[] marks = new byte[1024];
  int length;

  void add(char c, int start, int end, byte mark) {
    if (length == chars.length) {
      int more = length * 2;
      chars = Arrays.copyOf(chars, more);
      starts = Arrays.copyOf(starts, more);
      ends = Arrays.copyOf(ends, more);
      marks = Arrays.copyOf(marks, more);
    }
    chars[length] = c;
    starts[length] = start;
    ends[length] = end;
    marks[length] = mark;
    length++;
  }

  void mark(int from, int to, byte mark) {
    Arrays.fill(marks, from, to, mark);
  }
}
