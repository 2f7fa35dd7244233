package org.busel.format;

import java.util.Map;
import java.util.TreeMap;

/// One file of a module.
public record ModuleFile(ModulePath path, FileRole role, Content content) {

  Json toJson() {
    Map<String, Json> json = new TreeMap<>(role.toJson());
    json.putAll(content.toJson());
    json.put("path", new Json.Text(path.text()));
    return Json.Members.of(json);
  }

  static ModuleFile fromJson(Fields.Place place) throws MalformedException {
    Fields fields = place.object();
    return new ModuleFile(
        fields.get("path").parsed(ModulePath::parse),
        FileRole.fromJson(fields),
        Content.fromJson(fields));
  }
}
