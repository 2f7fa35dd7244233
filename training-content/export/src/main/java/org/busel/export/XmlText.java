package org.busel.export;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// An XML document, written element by element. A thin fluent skin over StAX, which escapes what has to be escaped.
final class XmlText {
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  XmlText() {
    try {
      xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
    } catch (XMLStreamException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
  }

  /// Opens an element. `attributes` are names and values in turn.
  @CanIgnoreReturnValue
  XmlText open(String name, String... attributes) {
    return step(() -> {
      xml.writeStartElement(name);
      write(attributes);
    });
  }

  /// An element without content.
  @CanIgnoreReturnValue
  XmlText empty(String name, String... attributes) {
    return step(() -> {
      xml.writeEmptyElement(name);
      write(attributes);
    });
  }

  /// An element with text.
  @CanIgnoreReturnValue
  XmlText leaf(String name, String content, String... attributes) {
    return open(name, attributes).text(content).close();
  }

  @CanIgnoreReturnValue
  XmlText text(String content) {
    return step(() -> xml.writeCharacters(content));
  }

  @CanIgnoreReturnValue
  XmlText close() {
    return step(xml::writeEndElement);
  }

  String done() {
    return step(xml::writeEndDocument).text.toString();
  }

  private void write(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }

  @CanIgnoreReturnValue
  private XmlText step(Step step) {
    try {
      step.take();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    return this;
  }

  private interface Step {
    void take() throws XMLStreamException;
  }
}
