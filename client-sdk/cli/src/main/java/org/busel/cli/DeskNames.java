package org.busel.cli;

import java.util.List;
import java.util.stream.Stream;
import org.busel.cli.terminal.Stop;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskInvite;
import org.busel.sdk.Device;
import org.busel.sdk.Member;

/// Finds desks and their members by the names that people type.
final class DeskNames {
  private DeskNames() {}

  /// The desk of exactly that name.
  ///
  /// @throws Stop that names the nearest ones, if there is none
  static Desk desk(String name, Device device) {
    return device
        .desks()
        .named(name)
        .orElseThrow(() ->
            unknown(
                "no desk is called \"" + name + "\"",
                name,
                device.desks().all().stream().map(Desk::name).toList(),
                "busel desk list"));
  }

  /// The member of exactly that name.
  ///
  /// @throws Stop that names the nearest ones, if there is none
  static Member member(String name, Desk desk, Device device) {
    List<Member> members = device.desks().members(desk);
    return members.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            unknown(
                "no member of \"" + desk.name() + "\" is called \"" + name + "\"",
                name,
                members.stream().map(Member::name).toList(),
                "busel desk members " + Typed.word(desk.name())));
  }

  /// The invitation into the desk of exactly that name.
  ///
  /// @throws Stop that says what there is instead
  static DeskInvite invite(String name, Device device) {
    List<DeskInvite> invites = device.desks().invitations();
    return invites.stream()
        .filter(invite -> invite.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            unknown(
                "nobody has asked you into a desk called \"" + name + "\"",
                name,
                invites.stream().map(DeskInvite::name).toList(),
                "busel receive"));
  }

  private static Stop unknown(String error, String name, List<String> names, String hint) {
    List<String> nearest = NearestNames.of(name, names);
    return Stop.misused(
        error,
        Stream.concat(
                nearest.stream().map(other -> "did you mean " + Typed.word(other) + "?"),
                Stream.of(hint))
            .toArray(String[]::new));
  }
}
