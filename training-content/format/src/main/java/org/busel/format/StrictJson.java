package org.busel.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads JSON that may come from anybody, and accepts it only in canonical form.
///
/// Two readers can therefore never see two things in the same bytes, and no bit of an accepted document can be changed
/// without changing what it says.
public final class StrictJson {
  /// The largest document, in bytes.
  public static final int MAX_BYTES = 2 << 20;

  /// The deepest nesting of objects and arrays.
  public static final int MAX_DEPTH = 16;

  /// The most values in a document, counting every object, array, string, number and flag.
  public static final int MAX_VALUES = 200_000;

  /// The longest string, in UTF-16 units.
  public static final int MAX_TEXT = 16 << 10;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Names come from anybody and are not worth remembering.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_BYTES)
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNameLength(Json.MAX_NAME)
                  .maxNumberLength(16)
                  .build())
          .build();

  private final JsonParser in;
  private int values;

  private StrictJson(JsonParser in) {
    this.in = in;
  }

  /// What became of reading.
  public sealed interface Reading {
    /// A whole document in canonical form.
    record Read(Json value) implements Reading {}

    /// Not a document of ours.
    ///
    /// @param reason for a person; names no content
    record Refused(String reason) implements Reading {}
  }

  /// Reads `bytes`, which must be exactly one canonical document.
  public static Reading read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return new Reading.Refused("more than " + MAX_BYTES + " bytes");
    }
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      Json value = new StrictJson(parser).document();
      return Arrays.equals(CanonicalJson.write(value), bytes)
          ? new Reading.Read(value)
          : new Reading.Refused("not in canonical form");
    } catch (MalformedException e) {
      return new Reading.Refused(e.reason());
    } catch (IOException e) {
      // No stream stands behind the parser that could fail: this is always the bytes' fault.
      return new Reading.Refused("not JSON in UTF-8 within the limits");
    }
  }

  private Json document() throws IOException, MalformedException {
    Json value = value(in.nextToken());
    if (in.nextToken() != null) {
      throw new MalformedException("something follows the document");
    }
    return value;
  }

  private Json value(JsonToken token) throws IOException, MalformedException {
    if (++values > MAX_VALUES) {
      throw new MalformedException("more than " + MAX_VALUES + " values");
    }
    if (token == null) {
      throw new MalformedException("the document ends early");
    }
    return switch (token) {
      case START_OBJECT -> members();
      case START_ARRAY -> items();
      case VALUE_STRING -> text(in.getText());
      case VALUE_NUMBER_INT -> whole();
      case VALUE_TRUE -> new Json.Flag(true);
      case VALUE_FALSE -> new Json.Flag(false);
      default -> throw new MalformedException("a kind of value that is not allowed");
    };
  }

  private Json members() throws IOException, MalformedException {
    SortedMap<String, Json> byName = new TreeMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      if (name == null || !Json.isName(name)) {
        throw new MalformedException("a member's name is not allowed");
      }
      if (byName.put(name, value(in.nextToken())) != null) {
        throw new MalformedException("a member stands twice");
      }
    }
    return new Json.Members(byName);
  }

  private Json items() throws IOException, MalformedException {
    List<Json> all = new ArrayList<>();
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      all.add(value(token));
    }
    return new Json.Items(all);
  }

  private static Json text(String value) throws MalformedException {
    String fault = Json.faultIn(value);
    if (!fault.isEmpty()) {
      throw new MalformedException(fault);
    }
    return new Json.Text(value);
  }

  private Json whole() throws IOException, MalformedException {
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new MalformedException("a number is out of range");
    }
    long value = in.getLongValue();
    if (value < 0 || value > Json.MAX_NUMBER) {
      throw new MalformedException("a number is out of range");
    }
    return new Json.Whole(value);
  }
}
