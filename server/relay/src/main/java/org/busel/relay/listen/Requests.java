package org.busel.relay.listen;

import org.busel.directory.Device;
import org.busel.relay.auth.Refusals;
import org.busel.relay.deliver.Submission;
import org.busel.relay.limits.Passage;
import org.busel.relay.limits.Visit;
import org.busel.wire.ConnectionKind;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Request.CallCase;
import org.busel.wire.v1.Response;
import org.jspecify.annotations.Nullable;

/// What one connection has asked for and not been answered. On its event loop only.
///
/// **The way of a message.** A Submit for an account that is remembered goes to the store within the turn of the loop in
/// which it arrived; nothing waits for the one before. Whatever needs the directory goes through `lane`, one piece after
/// the other, and as long as something is there, everything that is asked follows it: so a connection's requests are
/// begun in the order in which they came. Results come back to the loop before anything here is touched.
final class Requests {
  private final Asker asker;
  private final ConnectionKind kind;
  private final Floor floor;
  private final Hall hall;
  private final Visit visit;

  private @Nullable Lane lane; // none before it is needed, and none after
  private int inLane; // pieces of work
  private final RequestIds unanswered = new RequestIds();
  private int pending; // requests whose answer is still on its way
  private boolean hasAsked;

  Requests(Asker asker, ConnectionKind kind, Floor floor, Visit visit) {
    this.asker = asker;
    this.kind = kind;
    this.floor = floor;
    this.hall = floor.hall();
    this.visit = visit;
  }

  /// The connection that asks.
  interface Asker {
    /// Whether requests are expected now; if not, it closes.
    boolean mayAsk();

    /// Whether it only waits for its last answers.
    boolean isDraining();

    /// Who is logged in, on an inbox.
    @Nullable Device device();

    /// A request id is in use.
    void asksTwice();

    /// A request has got its answer.
    void answered(Errand errand, Response answer);
  }

  /// How many have no answer yet.
  int pending() {
    return pending;
  }

  /// Takes a request as the generated classes read it.
  void ask(Request request, int bytes) {
    Errand.Ask ask = new Errand.Ask(bytes, request.getDeadlineMillis(), !hasAsked);
    CallCase call = request.getCallCase();
    if (call == CallCase.SUBMIT && kind == ConnectionKind.OUTBOX) {
      submit(request.getId(), Submission.of(request.getSubmit()), ask);
      return;
    }
    Errand errand = errand(request.getId(), call, ask);
    if (errand != null && passes(errand, Toll.of(visit, hall.gate(), kind, request))) {
      Device who = asker.device();
      inOrder(() -> errand.run(hall.rooms().calls(), who, request));
    }
  }

  /// Takes a submit as it is read quickly.
  void submit(HotFrames.SubmitRequest submit, int bytes) {
    submit(
        submit.id(),
        submit.submission(),
        new Errand.Ask(bytes, submit.deadlineMillis(), !hasAsked));
  }

  private void submit(long id, Submission submission, Errand.Ask ask) {
    Errand errand = errand(id, CallCase.SUBMIT, ask);
    if (errand == null || !passes(errand, Toll.of(visit, hall.gate(), submission))) {
      return;
    }
    Calls calls = hall.rooms().calls();
    if (inLane > 0 || !calls.submitAtOnce(submission, errand)) {
      inOrder(() -> errand.submit(calls, submission));
    }
  }

  /// Takes a request in.
  ///
  /// @return nothing if it has been answered, or the connection closed for it
  private @Nullable Errand errand(long id, CallCase call, Errand.Ask ask) {
    if (!asker.mayAsk()) {
      return null;
    }
    if (!unanswered.add(id)) {
      asker.asksTwice();
      return null;
    }
    pending++;
    hasAsked = true;
    Errand errand = new Errand(this, floor, id, call, ask);
    if (asker.isDraining() || !hall.reserve(ask.bytes())) {
      answer(errand, Refusals.busy());
      return null;
    }
    return errand;
  }

  private boolean passes(Errand errand, Passage passage) {
    if (passage instanceof Passage.Wait wait) {
      answered(errand, Refusals.busy(wait));
      return false;
    }
    return true;
  }

  /// Runs blocking work, after all that was given before.
  private void inOrder(Runnable work) {
    Lane now = lane;
    if (now == null) {
      now = new Lane(hall.threads());
      lane = now;
    }
    inLane++;
    now.run(() -> {
      work.run();
      floor.post(this::laneDone);
    });
  }

  private void laneDone() {
    inLane--;
    if (inLane == 0) {
      lane = null;
    }
  }

  /// Gives a request that had been taken in its answer.
  void answered(Errand errand, Response answer) {
    hall.release(errand.bytes());
    answer(errand, answer);
  }

  private void answer(Errand errand, Response answer) {
    unanswered.remove(errand.id());
    pending--;
    errand.count(hall.rooms().meters(), answer);
    asker.answered(errand, answer);
  }
}
