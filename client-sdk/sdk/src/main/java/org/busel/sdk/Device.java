package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.busel.format.Sha256;
import org.busel.sdk.attachments.Transfers;
import org.busel.sdk.courses.Courses;
import org.busel.sdk.courses.RelayCourses;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.session.SafetyNumber;
import org.busel.wire.MeetLink;
import org.busel.wire.RelayPlace;

/// An open profile: one device of one account on one relay.
///
/// Safe for many threads. Calls block, for the disk or for the relay, never longer than the waits in [Options.Timing];
/// messages to one contact leave in the order of the calls. After [#close] every call throws [IllegalStateException].
/// Failures of the disk are [BuselException]s; what the relay or a rule says no to is an outcome.
public final class Device implements AutoCloseable {
  private final Profile profile;
  private final ProfileFolder folder;
  private final RelayLines lines;
  private final AddressBook addressBook;
  private final Introductions introductions;
  private final Inbox inbox;
  private final Correspondence correspondence;
  private final Meeting meeting;
  private final Talk talk;
  private final Receiving receiving;
  private final Desks desks;
  private final Courses courses;
  private final Attachments attachments;
  private final Listeners listeners;
  private final Transparency transparency;

  private Device(Profile profile, ProfileFolder folder) {
    this.profile = profile;
    this.folder = folder;
    this.lines = new RelayLines(profile.self().relay(), profile.options());
    this.addressBook = new AddressBook(profile);
    this.introductions = new Introductions(profile, addressBook);
    EventLog events = new EventLog();
    KeyLog keyLog = new KeyLog(profile, lines);
    Upkeep upkeep = new Upkeep(profile, keyLog);
    Notes notes = new Notes(profile);
    DeskBook deskBook = new DeskBook(profile, addressBook);
    DeskPost deskPost = new DeskPost(profile);
    DeskGrowth deskGrowth = new DeskGrowth(profile, deskBook, deskPost, notes);
    Posting posting = new Posting(profile);
    PassedTime time = new PassedTime(profile.options().clock(), System::nanoTime);
    Disappearing disappearing = new Disappearing(time, notes);
    Receipts receipts = new Receipts(profile, posting, deskBook);
    KeyFetch keys = new KeyFetch(profile, lines, keyLog);
    Repairs repairs = new Repairs(profile, keys, posting, notes, time);
    ContentKinds kinds =
        new ContentKinds(
            new ContentKinds.Talking(profile, receipts, repairs, notes, deskBook),
            DeskKinds.of(profile, deskBook, deskPost, deskGrowth));
    profile
        .transact("taking in what was unknown", tx -> Relearning.run(tx, kinds))
        .forEach(events::add);
    Intake intake =
        new Intake(
            profile, introductions, kinds, new DeskGate(deskBook, deskPost), repairs, keyLog);
    this.inbox = new Inbox(profile, lines, intake, upkeep, events);
    Fate fate = new Fate(profile, disappearing);
    Outgoing outgoing = new Outgoing(profile, lines, keys, inbox::certificate, fate);
    Transfers transfers = new Transfers(folder.attachments());
    Withdrawals withdrawals = new Withdrawals(profile, lines, transfers);
    Chores chores =
        new Chores(
            profile,
            disappearing,
            receipts,
            new Undelivered(profile),
            repairs,
            withdrawals,
            keyLog);
    this.transparency = new Transparency(profile, keyLog, inbox);
    this.correspondence = new Correspondence(profile, outgoing, upkeep, events, posting, chores);
    Talk.Conversing conversing =
        new Talk.Conversing(
            new Changes(profile, posting, correspondence, withdrawals),
            new History(profile, disappearing, receipts),
            new Keeping(profile));
    this.talk =
        new Talk(profile, new Talk.Parts(correspondence, outgoing, posting, notes, conversing));
    this.meeting = new Meeting(profile, keys, addressBook, correspondence, outgoing);
    DeskTalk deskTalk =
        new DeskTalk(
            profile,
            inbox,
            correspondence,
            new DeskTalk.Parts(deskBook, deskPost, conversing));
    this.desks =
        new Desks(
            profile,
            new Desks.Mailbox(inbox, correspondence),
            deskBook,
            new DeskSteps(profile, deskBook, deskPost, deskGrowth),
            deskTalk);
    this.attachments =
        new Attachments(
            profile,
            lines,
            transfers,
            new FileSending(profile, lines, inbox, transfers),
            new Attachments.Posts(talk, deskTalk));
    profile.store().onErased(attachments::erase);
    attachments.sweep();
    this.receiving =
        new Receiving(
            profile,
            inbox,
            correspondence,
            new DeskCatchUp(profile, deskBook, deskPost),
            events,
            attachments::keepUp);
    this.listeners = new Listeners(profile.options(), inbox, correspondence, receiving);
    this.courses =
        new Courses(
            new DeviceCourses(profile),
            new RelayCourses(lines.courses().client(), profile.self().relay().url()),
            profile.self().curriculumRoot().map(Device::anchor),
            profile.options().clock());
  }

  /// The only place where the parts of a device are put together.
  ///
  /// @param folder closed with the device, as is the profile
  static Device of(Profile profile, ProfileFolder folder) {
    return new Device(profile, folder);
  }

  /// Who this device is.
  public WhoAmI whoAmI() {
    return new WhoAmI(profile.self().relay().url(), Fingerprint.text(profile.self()));
  }

  /// Where the account is and how to know that place; everybody may know it.
  public RelayPlace relay() {
    return profile.self().relay();
  }

  /// Makes an invitation for one person, to be handed over privately. Whoever answers it first becomes a contact.
  ///
  /// @param validFor one minute to 30 days
  public MeetLink invite(Duration validFor) {
    return introductions.invite("", validFor);
  }

  /// As [#invite(Duration)], for somebody whose name here is already decided.
  ///
  /// @param name what to call whoever answers; a number is added if it is taken by then
  /// @throws IllegalArgumentException if the name would be refused by [#rename]
  public MeetLink invite(String name, Duration validFor) {
    AddressBook.flaw(name)
        .ifPresent(flaw -> {
          throw new IllegalArgumentException(flaw);
        });
    return introductions.invite(name, validFor);
  }

  /// How this device introduces itself from now on. The other side sees it as a suggestion only.
  ///
  /// @param name empty to suggest nothing
  /// @throws IllegalArgumentException if the name would be refused by [#rename]
  public void introduceAs(String name) {
    if (!name.isEmpty()) {
      AddressBook.flaw(name)
          .ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw);
          });
    }
    introductions.introduceAs(name);
  }

  /// Answers somebody's invitation: fetches their keys, compares them with the invitation, saves the contact and
  /// introduces this device. For somebody who is a contact already, an invitation that names the identity they have
  /// changed to is how that change is accepted.
  ///
  /// @param name what to call them here; never leaves this device
  public AddOutcome add(MeetLink link, String name) {
    return meeting.add(link, name);
  }

  /// Everybody that this device can write to, by name.
  public List<Contact> contacts() {
    return addressBook.all();
  }

  /// The contact with exactly that name.
  public Optional<Contact> contact(String name) {
    return addressBook.named(name);
  }

  /// Gives a contact another name.
  public RenameOutcome rename(Contact contact, String name) {
    return addressBook.rename(contact, name);
  }

  /// The number to compare with that contact, of the identity that this device trusts.
  ///
  /// @throws IllegalArgumentException if there is no such contact
  public SafetyNumber safetyNumber(Contact contact) {
    return addressBook.safetyNumber(contact);
  }

  /// Says that the owner compared `seen` with the contact over another channel. Also the answer to an
  /// [Event.IdentityChanged] after which the numbers are still the same: somebody else claimed to be the contact.
  public VerifyOutcome markVerified(Contact contact, SafetyNumber seen) {
    return addressBook.markVerified(contact, seen);
  }

  /// Sends words. Saved before anything leaves; without a connection they wait.
  public SendOutcome send(Contact contact, String text) {
    return talk.send(contact, text);
  }

  /// Fetches what waits at the relay, until that is drained or `wait` is over, then sends what waits here.
  public ReceiveOutcome receive(Duration wait) {
    listeners.refuseWhileListening();
    return receiving.receive(wait);
  }

  /// Stays connected, sending what waits and receiving what comes, and connects again whenever the connection breaks.
  ///
  /// @param onEvent called from one thread, one event at a time; what it throws ends the listening
  /// @throws IllegalStateException if this device is listening already
  public Listening listen(Consumer<Event> onEvent) {
    return listeners.listen(onEvent);
  }

  /// As [#listen], for apps that ask for events: each subscription listens until it is cancelled. An event is taken only
  /// when it was asked for. Until then messages stay on the disk, also over a restart, and of other events the newest
  /// 1,000 are kept; receiving and sending go on meanwhile. Closing the device completes the subscription, and so does
  /// [Event.GaveUp], which is then the last event. Subscribers are called from one thread, which may be held up.
  ///
  /// @return takes one subscriber at a time; a second one, or one beside [#listen], gets an [IllegalStateException] as
  ///     its error
  public Flow.Publisher<Event> events() {
    return listeners.publisher();
  }

  /// The last messages with a contact, oldest first.
  ///
  /// @param limit 1 to 10,000
  public List<Message> history(Contact contact, int limit) {
    return conversation(contact).history(limit);
  }

  /// What can be said and done in the conversation with a contact.
  public Conversation conversation(Contact contact) {
    return new Conversation(contact, talk);
  }

  /// What can be said and done in a desk. Who belongs to it is with [#desks()].
  public DeskConversation conversation(Desk desk) {
    return desks.conversation(desk);
  }

  /// Messages of all conversations with all of these words, newest first, whatever their case and ending. Reads what is
  /// on disk and keeps no index: nothing more lies there than before.
  ///
  /// @param limit 1 to 10,000
  public List<Message> search(String words, int limit) {
    List<ConversationKey> everywhere =
        Stream.concat(
                contacts().stream().map(ConversationKeys::of),
                desks.all().stream().map(desk -> ConversationKeys.ofDesk(desk.id().bytes())))
            .toList();
    return talk.history().search(everywhere, words, limit);
  }

  /// What contacts are told about their messages, where [Conversation#receipts] says nothing else.
  public ReceiptMode receipts() {
    return talk.receipts();
  }

  /// Changes what contacts are told.
  public void receipts(ReceiptMode mode) {
    talk.receipts(mode);
  }

  /// Whether [Conversation#typing] tells anybody; not in a new profile.
  public boolean showsTyping() {
    return talk.showsTyping();
  }

  /// Changes whether it does.
  public void showTyping(boolean shown) {
    talk.showTyping(shown);
  }

  /// Conversations of more than two.
  public Desks desks() {
    return desks;
  }

  /// The modules on this device, and the way to more of them on the relay.
  public Courses courses() {
    return courses;
  }

  /// Files that go with messages.
  public Attachments attachments() {
    return attachments;
  }

  /// Whether the relay shows everybody the same keys.
  public Transparency transparency() {
    return transparency;
  }

  /// How often something odd has happened.
  public Notices notices() {
    return profile.transact("reading counts", Tally::read);
  }

  /// Whether somebody has destroyed the profile ([Busel#wipe]) since it was opened. Close the device then: its keys are
  /// in memory still.
  public boolean isWiped() {
    return folder.isWiped();
  }

  void allowWrong(int tries) {
    folder.tries().allow(tries);
  }

  /// Stops listening, closes connections and files, wipes keys from memory. Repeating it is harmless.
  @Override
  public void close() {
    listeners.close();
    lines.close();
    profile.close();
    folder.close();
  }

  /// Logs in once for a sender certificate and upload tokens; what cannot be done now is done later.
  void keepUp() {
    inbox.visit(attachments::begin);
  }

  private static Sha256 anchor(ByteString digest) {
    return Sha256.of32(digest.toByteArray());
  }
}
