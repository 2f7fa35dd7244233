package org.busel.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Each rule names a wall of the house; what it keeps out stands in ARCHITECTURE.md.
@AnalyzeClasses(packages = "org.busel", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {
  private static final String GENERATED = "org.busel.wire.v1..";

  @ArchTest
  static final ArchRule onlySessionsAndRelayAuthTouchLibsignal =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.busel.sdk.session..", "org.busel.relay.auth..", "org.busel.benchmarks..")
          // The simulator issues sender certificates as the relay does.
          .and()
          .doNotHaveFullyQualifiedName("org.busel.testkit.SimulatedVoucher")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.signal..");

  @ArchTest
  static final ArchRule onlyTheRelayTouchesVertxAndNetty =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.busel.relay..", "org.busel.load..", "org.busel.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.netty..");

  @ArchTest
  static final ArchRule onlyItsStoreTouchesTheMongoDriver =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.busel.store.mongodb..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.mongodb..", "org.bson..");

  @ArchTest
  static final ArchRule onlyTheAuthorParsesMarkdownAndYaml =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.busel.author..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.commonmark..", "org.snakeyaml..", "org.owasp..");

  @ArchTest
  static final ArchRule wireKeysAndFormatKnowNobodyAboveThem =
      noClasses()
          .that()
          .resideInAnyPackage("org.busel.wire..", "org.busel.keys..", "org.busel.format..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.busel.sdk..",
              "org.busel.relay..",
              "org.busel.mailbox..",
              "org.busel.directory..",
              "org.busel.catalog..",
              "org.busel.store..",
              "org.busel.author..",
              "org.busel.publish..",
              "org.busel.cli..");

  @ArchTest
  static final ArchRule keysKnowNeitherNetworkNorFrames =
      noClasses()
          .that()
          .resideInAPackage("org.busel.keys..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.busel.wire..", "java.net..", "okhttp3..");

  @ArchTest
  static final ArchRule wireAndFormatDoNoInputOrOutput =
      noClasses()
          .that()
          .resideInAnyPackage("org.busel.wire", "org.busel.format")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.nio\\.(file|channels)\\..*|java\\.io\\.File.*|java\\.net\\.Socket");

  @ArchTest
  static final ArchRule theSdkAndTheRelayDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("org.busel.sdk..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.busel.relay..", "org.busel.mailbox..", "org.busel.directory..")
          .andShould()
          .dependOnClassesThat()
          .resideInAnyPackage("org.busel.catalog..", "org.busel.store..");

  @ArchTest
  static final ArchRule theRelayDoesNotKnowTheSdk =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.busel.relay..",
              "org.busel.store..",
              "org.busel.mailbox..",
              "org.busel.directory..",
              "org.busel.catalog..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.busel.sdk..", "org.busel.keys..", "org.busel.cli..");

  @ArchTest
  static final ArchRule storesDoNotKnowTheRelay =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.busel.store..",
              "org.busel.mailbox..",
              "org.busel.directory..",
              "org.busel.catalog..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.busel.relay..");

  @ArchTest
  static final ArchRule whatAppsEmbedRunsWhereThereIsNoJavaNetHttp =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.busel.wire..", "org.busel.keys..", "org.busel.format..", "org.busel.sdk..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "com.sun..");

  @ArchTest
  static final ArchRule triageNeedsNothingButTheJdk =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.busel.triage",
              "org.busel.triage.text..",
              "org.busel.triage.model..",
              "org.busel.triage.learn..",
              "org.busel.triage.own..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "org.busel.triage..", "org.jspecify..", "com.google.errorprone..");

  @ArchTest
  static final ArchRule noDrawerNames =
      noClasses()
          .that()
          .resideOutsideOfPackage(GENERATED)
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Common");

  @ArchTest
  static final ArchRule nobodyPrintsToStandardStreamsButPrograms =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.busel.cli..",
              "org.busel.sample..",
              "org.busel.relay",
              "org.busel.conversation..",
              "org.busel.benchmarks..",
              "org.busel.triage.desk..",
              "org.busel.store.contract..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule exceptionsAreUnchecked =
      classes()
          .that()
          .areAssignableTo(Exception.class)
          .and()
          .arePublic()
          .should()
          .beAssignableTo(RuntimeException.class);

  @ArchTest
  static final ArchRule roomsDoNotGoRoundInCircles =
      slices().matching("org.busel.(**)").should().beFreeOfCycles();
}
