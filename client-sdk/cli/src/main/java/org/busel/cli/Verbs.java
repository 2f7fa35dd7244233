package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Options;
import picocli.CommandLine;

/// The one place where verbs are made, in the order in which a newcomer needs them.
final class Verbs {
  private Verbs() {}

  static void addTo(CommandLine busel, Terminal terminal, ProfileOptions general, Options options) {
    Profiles profiles = new Profiles(terminal, options);
    busel
        .addSubcommand(new InitVerb(terminal, profiles, general))
        .addSubcommand(new WhoAmIVerb(terminal, profiles, general))
        .addSubcommand(new TransparencyVerb(terminal, profiles, general))
        .addSubcommand(new InviteVerb(terminal, profiles, general))
        .addSubcommand(new AddVerb(terminal, profiles, general))
        .addSubcommand(new ContactsVerb(terminal, profiles, general))
        .addSubcommand(new RenameVerb(terminal, profiles, general))
        .addSubcommand(new VerifyVerb(terminal, profiles, general))
        .addSubcommand(new SendVerb(terminal, profiles, general, Place::called))
        .addSubcommand(new ReceiveVerb(terminal, profiles, general))
        .addSubcommand(new HistoryVerb(terminal, profiles, general, Place::called))
        .addSubcommand(new FetchVerb(terminal, profiles, general))
        .addSubcommand(new SaveVerb(terminal, profiles, general))
        .addSubcommand(new SearchVerb(terminal, profiles, general))
        .addSubcommand(new EditVerb(terminal, profiles, general))
        .addSubcommand(new DeleteVerb(terminal, profiles, general))
        .addSubcommand(new ReactVerb(terminal, profiles, general))
        .addSubcommand(new TimerVerb(terminal, profiles, general))
        .addSubcommand(new ReceiptsVerb(terminal, profiles, general))
        .addSubcommand(new TypingVerb(terminal, profiles, general))
        .addSubcommand(new DraftVerb(terminal, profiles, general))
        .addSubcommand(new MuteVerb(terminal, profiles, general))
        .addSubcommand(new ArchiveVerb(terminal, profiles, general))
        .addSubcommand(new BlockVerb(terminal, profiles, general))
        .addSubcommand(new ExportVerb(terminal, profiles, general))
        .addSubcommand(desks(terminal, profiles, general))
        .addSubcommand(duress(terminal, profiles, general))
        .addSubcommand(new BackupVerb(terminal, profiles, general))
        .addSubcommand(new SharesVerb(terminal, profiles, general))
        .addSubcommand(new RestoreVerb(terminal, profiles, general))
        .addSubcommand(new WipeVerb(terminal, profiles, general))
        .addSubcommand(new PanicVerb(profiles, general))
        .addSubcommand(courses(terminal, profiles, general, options))
        .addSubcommand(new MirrorVerb(terminal, profiles, general, options.clock()))
        .addSubcommand(bundles(terminal, profiles, general, options))
        .addSubcommand(new TrustVerb(terminal, profiles, general))
        .addSubcommand(modules(terminal, profiles, general, options))
        .addSubcommand(board(terminal, profiles, general, options))
        .addSubcommand(triage(terminal, profiles, general, options))
        .addSubcommand(new HelpVerb(terminal));
  }

  private static CommandLine desks(
      Terminal terminal, Profiles profiles, ProfileOptions general) {
    return new CommandLine(new DeskVerbs())
        .addSubcommand(new DeskCreateVerb(terminal, profiles, general))
        .addSubcommand(new DeskInviteVerb(terminal, profiles, general))
        .addSubcommand(new DeskListVerb(terminal, profiles, general))
        .addSubcommand(new DeskAcceptVerb(terminal, profiles, general))
        .addSubcommand(new DeskDeclineVerb(terminal, profiles, general))
        .addSubcommand(new DeskMembersVerb(terminal, profiles, general))
        .addSubcommand(new SendVerb(terminal, profiles, general, Place::desk))
        .addSubcommand(new HistoryVerb(terminal, profiles, general, Place::desk))
        .addSubcommand(new DeskPromoteVerb(terminal, profiles, general))
        .addSubcommand(new DeskDemoteVerb(terminal, profiles, general))
        .addSubcommand(new DeskRemoveVerb(terminal, profiles, general))
        .addSubcommand(new DeskRenameVerb(terminal, profiles, general))
        .addSubcommand(new DeskLeaveVerb(terminal, profiles, general));
  }

  private static CommandLine duress(
      Terminal terminal, Profiles profiles, ProfileOptions general) {
    return new CommandLine(new DuressVerbs())
        .addSubcommand(new DuressSetVerb(terminal, profiles, general))
        .addSubcommand(new DuressRemoveVerb(terminal, profiles, general));
  }

  private static CommandLine modules(
      Terminal terminal, Profiles profiles, ProfileOptions general, Options options) {
    Keys keys = new Keys(terminal, options.vaultCost());
    RelayAccess relay = new RelayAccess(terminal, profiles);
    return new CommandLine(new ModuleVerbs())
        .addSubcommand(new ModuleNewVerb(terminal, options.clock()))
        .addSubcommand(new ModuleCheckVerb(terminal, options.clock()))
        .addSubcommand(new ModulePreviewVerb(terminal, options.clock()))
        .addSubcommand(new ModuleBuildVerb(terminal, options.clock()))
        .addSubcommand(new ModuleReviewVerb(terminal))
        .addSubcommand(new ModuleStatusVerb(terminal, profiles, general, options.clock()))
        .addSubcommand(new ModuleKeyVerb(terminal, keys, general))
        .addSubcommand(new ModuleSignVerb(terminal, keys, relay, options.clock(), general))
        .addSubcommand(new ModulePublishVerb(relay, general))
        .addSubcommand(new ModuleRevokeVerb(terminal, keys, relay, options.clock(), general));
  }

  private static CommandLine board(
      Terminal terminal, Profiles profiles, ProfileOptions general, Options options) {
    Keys keys = new Keys(terminal, options.vaultCost());
    return new CommandLine(new BoardVerbs())
        .addSubcommand(new BoardSignVerb(terminal, keys, options.clock(), general))
        .addSubcommand(new BoardCosignVerb(terminal, keys, general))
        .addSubcommand(new BoardPublishVerb(new RelayAccess(terminal, profiles), general));
  }

  private static CommandLine triage(
      Terminal terminal, Profiles profiles, ProfileOptions general, Options options) {
    LabelBooks books = new LabelBooks(terminal, profiles, options.vaultCost());
    return new CommandLine(new TriageVerb(terminal, books, general))
        .addSubcommand(new TriageLabelVerb(terminal, books, general))
        .addSubcommand(new TriageTrainVerb(terminal, books, general));
  }

  private static CommandLine bundles(
      Terminal terminal, Profiles profiles, ProfileOptions general, Options options) {
    Badges badges = new Badges(terminal, options.clock());
    return new CommandLine(new BundleVerbs())
        .addSubcommand(new BundleMakeVerb(terminal, profiles, general, options.clock()))
        .addSubcommand(new BundleOpenVerb(terminal, profiles, general, badges));
  }

  private static CommandLine courses(
      Terminal terminal, Profiles profiles, ProfileOptions general, Options options) {
    Badges badges = new Badges(terminal, options.clock());
    return new CommandLine(new CourseVerbs())
        .addSubcommand(new CourseListVerb(terminal, profiles, general))
        .addSubcommand(new CourseFetchVerb(terminal, profiles, general, badges))
        .addSubcommand(new CourseRefreshVerb(terminal, profiles, general, badges))
        .addSubcommand(new CourseReadVerb(terminal, profiles, general, badges))
        .addSubcommand(new CourseQuizVerb(terminal, profiles, general, badges))
        .addSubcommand(new CourseExportVerb(terminal, profiles, general, badges))
        .addSubcommand(new CourseTickVerb(terminal, profiles, general));
  }
}
