package org.busel.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Somebody a learner can turn to.
///
/// @param name at most 200 characters
/// @param contact an `https:`, `mailto:` or `tel:` address
/// @param languages they speak, as far as known
public record Support(String name, String contact, List<Language> languages) {
  private static final Pattern CONTACT =
      Pattern.compile("(https://|mailto:|tel:)[\\x21-\\x7e&&[^\"'<>`\\\\]]{1,300}");

  public Support {
    languages = List.copyOf(languages);
    if (!isContact(contact)) {
      throw new IllegalArgumentException("a contact is an https:, mailto: or tel: address");
    }
  }

  /// Whether `text` is an address that may stand here.
  public static boolean isContact(String text) {
    return CONTACT.matcher(text).matches();
  }

  Json toJson() {
    return Json.Members.of(
        Map.of(
            "name", new Json.Text(name),
            "contact", new Json.Text(contact),
            "languages", Texts.texts(languages.stream().map(Language::code).toList())));
  }

  static Support fromJson(Fields.Place place) throws MalformedException {
    Fields fields = place.object();
    return new Support(
        fields.text("name", 200),
        fields
            .get("contact")
            .parsed(text -> isContact(text) ? Optional.of(text) : Optional.empty()),
        fields.items("languages", 50, it -> it.parsed(Language::parse)));
  }
}
