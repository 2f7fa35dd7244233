package org.busel.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What a conversation should look like to each of several people, in plain collections: no keys, no network, no disk.
///
/// A person has a desk of pages, one for each message that they see; what they do to one travels as a letter, waits at home
/// while the relay is away, then at the relay, and changes the other's desk when they fetch it.
final class ModelOfTalk {
  /// One message as one person sees it.
  static final class Page {
    private final String author;
    private final Duration life;
    private final TreeMap<Integer, String> texts = new TreeMap<>();
    private final Map<String, String> reactions = new TreeMap<>();
    private boolean read;
    private boolean running;

    private Page(String author, String text, Duration life) {
      this.author = author;
      this.life = life;
      texts.put(0, text);
    }

    String author() {
      return author;
    }

    int revision() {
      return texts.lastKey();
    }

    private void start() {
      running = running || !life.isZero();
    }

    private String shown(String of) {
      List<String> all = new ArrayList<>(texts.values());
      String last = all.remove(all.size() - 1);
      Set<String> seen = new TreeSet<>();
      reactions.forEach((who, emoji) -> seen.add((who.equals(of) ? "own" : "theirs") + emoji));
      return (author.equals(of) ? "said " : "heard ") + last + " earlier " + all + " " + seen;
    }
  }

  /// @param id what names it at the relay; empty if it cannot be taken back
  private record Letter(String id, String takesBack, Runnable accepted, Consumer<Person> read) {}

  /// What one person has.
  static final class Person {
    private final Map<String, Map<String, Page>> pages = new HashMap<>();
    private final Map<String, List<Letter>> waiting = new LinkedHashMap<>();
    private final List<Letter> mailbox = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, Duration> timers = new HashMap<>();
    private final Map<String, Long> timersSetAt = new HashMap<>();

    private Map<String, Page> with(String conversation) {
      return pages.computeIfAbsent(conversation, unused -> new LinkedHashMap<>());
    }
  }

  private final Map<String, Person> people = new HashMap<>();
  private final Set<String> takenBack = new TreeSet<>();
  private boolean relayIsThere = true;
  private long moment;

  ModelOfTalk(List<String> names) {
    names.forEach(name -> people.put(name, new Person()));
  }

  private Person person(String name) {
    Person person = people.get(name);
    if (person == null) {
      throw new IllegalArgumentException(name);
    }
    return person;
  }

  void relay(boolean there) {
    relayIsThere = there;
  }

  /// The messages that somebody sees in a conversation, by their first word.
  Map<String, Page> pages(String who, String conversation) {
    return person(who).with(conversation);
  }

  private Page page(String who, String conversation, String token) {
    Page page = person(who).with(conversation).get(token);
    if (page == null) {
      throw new IllegalArgumentException(token);
    }
    return page;
  }

  void says(String who, String to, String token, String text) {
    Person author = person(who);
    Duration life = author.timers.getOrDefault(to, Duration.ZERO);
    Page own = new Page(who, text, life);
    author.with(to).put(token, own);
    post(who, to, token, own::start, there -> arrives(there, who, token, new Page(who, text, life)));
  }

  /// One copy for each member; what comes first decides nothing for the others.
  void saysInDesk(String who, List<String> members, String desk, String token, String text) {
    person(who).with(desk).put(token, new Page(who, text, Duration.ZERO));
    for (String to : members) {
      if (!to.equals(who)) {
        post(
            who,
            to,
            "",
            () -> {},
            there -> there.with(desk).put(token, new Page(who, text, Duration.ZERO)));
      }
    }
  }

  private static void arrives(Person there, String from, String token, Page page) {
    if (!there.gone.contains(token)) {
      there.with(from).put(token, page);
    }
  }

  void edits(String who, String to, String token, String text) {
    Page own = page(who, to, token);
    int revision = own.revision() + 1;
    own.texts.put(revision, text);
    post(who, to, token, () -> {}, there -> {
      Page page = there.with(who).get(token);
      if (page != null) {
        page.texts.put(revision, text);
      }
    });
  }

  void takesBack(String who, String to, String token) {
    Person author = person(who);
    author.with(to).remove(token);
    takenBack.add(token);
    waiting(who, to).removeIf(letter -> letter.id.equals(token));
    waiting(who, to).add(new Letter("", token, () -> {}, there -> {}));
    post(who, to, "", () -> {}, there -> {
      there.with(who).remove(token);
      there.gone.add(token);
    });
  }

  void reacts(String who, String to, String token, String emoji) {
    react(page(who, to, token), who, emoji);
    post(who, to, "", () -> {}, there -> {
      Page theirs = there.with(who).get(token);
      if (theirs != null) {
        react(theirs, who, emoji);
      }
    });
  }

  private static void react(Page page, String who, String emoji) {
    if (emoji.isEmpty()) {
      page.reactions.remove(who);
    } else {
      page.reactions.put(who, emoji);
    }
  }

  void erasesHere(String who, String with, String token) {
    person(who).with(with).remove(token);
    person(who).gone.add(token);
  }

  void setsTimer(String who, String with, Duration life) {
    long now = moment++;
    set(person(who), with, life, now);
    post(who, with, "", () -> {}, there -> set(there, who, life, now));
  }

  private static void set(Person person, String with, Duration life, long at) {
    if (at > person.timersSetAt.getOrDefault(with, -1L)) {
      person.timers.put(with, life);
      person.timersSetAt.put(with, at);
    }
  }

  void reads(String who, String from) {
    person(who)
        .with(from)
        .values()
        .forEach(page -> {
          if (page.author.equals(from) && !page.read) {
            page.read = true;
            page.start();
          }
        });
  }

  /// More time passes than any message lives.
  void timePasses() {
    people
        .values()
        .forEach(person ->
            person.pages.values().forEach(pages -> {
              pages.entrySet().stream()
                  .filter(it -> it.getValue().running)
                  .forEach(it -> person.gone.add(it.getKey()));
              pages.values().removeIf(page -> page.running);
            }));
  }

  void fetches(String who) {
    if (relayIsThere) {
      takesIn(who);
      people.keySet().forEach(to -> flush(who, to));
    }
  }

  /// Without sending anything.
  void takesIn(String who) {
    if (relayIsThere) {
      Person person = person(who);
      person.mailbox.forEach(letter -> letter.read.accept(person));
      person.mailbox.clear();
    }
  }

  /// The relay loses what nobody has fetched.
  void loses() {
    people.values().forEach(person -> person.mailbox.clear());
  }

  /// Words that nobody sees any more once everybody has heard of it.
  Set<String> takenBack() {
    return takenBack;
  }

  private List<Letter> waiting(String who, String to) {
    return person(who).waiting.computeIfAbsent(to, unused -> new ArrayList<>());
  }

  private void post(
      String who, String to, String id, Runnable accepted, Consumer<Person> read) {
    waiting(who, to).add(new Letter(id, "", accepted, read));
    flush(who, to);
  }

  private void flush(String who, String to) {
    if (!relayIsThere) {
      return;
    }
    Person recipient = person(to);
    for (Letter letter : waiting(who, to)) {
      if (letter.takesBack.isEmpty()) {
        recipient.mailbox.add(letter);
        letter.accepted.run();
      } else {
        recipient.mailbox.removeIf(there -> there.id.equals(letter.takesBack));
      }
    }
    waiting(who, to).clear();
  }

  /// What somebody should see, one line for each message, whatever their order.
  Set<String> seen(String who, String conversation) {
    Set<String> lines = new TreeSet<>();
    person(who).with(conversation).values().forEach(page -> lines.add(page.shown(who)));
    return lines;
  }
}
