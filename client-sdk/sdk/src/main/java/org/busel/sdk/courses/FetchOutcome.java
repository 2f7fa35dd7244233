package org.busel.sdk.courses;

import java.util.List;
import org.busel.format.Language;
import org.busel.format.ModuleVerdict;
import org.busel.format.TrustFault;

/// What became of fetching a module. Whatever it is: what was on the device before can still be read.
public sealed interface FetchOutcome {
  /// All of it is here and verified.
  ///
  /// @param chunksFetched how many had to travel; 0 if everything was here already
  /// @param bytesFetched how many bytes of chunks travelled
  record Fetched(Course course, int chunksFetched, long bytesFetched) implements FetchOutcome {}

  /// This device knows no root to go by: its relay offers no courses, or the invitation named none.
  record NoAnchor() implements FetchOutcome {}

  /// Nobody whose word counts vouches for a module of that id.
  record NoSuchModule() implements FetchOutcome {}

  /// The module is not there in that language.
  record NoSuchLanguage(List<Language> available) implements FetchOutcome {
    public NoSuchLanguage {
      available = List.copyOf(available);
    }
  }

  /// What the source says about whom to believe is not to be believed, or too old.
  record TrustRefused(TrustFault why) implements FetchOutcome {}

  /// The module that the relay offers is not to be believed.
  ///
  /// @param why never [ModuleVerdict.Verified]
  record ModuleRefused(ModuleVerdict why) implements FetchOutcome {}

  /// A chunk is not what the manifest says: the relay, or somebody on the way, altered it. It was thrown away.
  record ChunkAltered() implements FetchOutcome {}

  /// The relay lacks some chunks; what came is kept.
  record ChunkNotThere(int missing) implements FetchOutcome {}

  /// The connection broke; what came is kept, and fetching again goes on from there.
  ///
  /// @param missing chunks still to come, 0 if that is not known yet
  record Interrupted(String reason, int missing) implements FetchOutcome {}
}
