package org.busel.cli;

import com.google.protobuf.ByteString;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.busel.sdk.Message;
import org.busel.sdk.SendFile;
import org.busel.wire.Limits;

/// Makes small pictures with the JDK's decoders, of pictures that this device's owner sends. How many pixels there are is
/// looked at before one is decoded, and of large pictures only every so many are.
final class ScreenThumbnails implements SendFile.Thumbnails {
  private static final int SIDE = 160;
  private static final long MOST_PIXELS = 100_000_000;

  @Override
  public Optional<Message.Picture> of(Path picture) {
    try (ImageInputStream in = ImageIO.createImageInputStream(picture.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return small(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException undecodable) { // decoders throw all kinds of things
      return Optional.empty();
    }
  }

  private static Optional<Message.Picture> small(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      return Optional.empty();
    }
    int every = Math.max(1, Math.max(width, height) / (2 * SIDE));
    ImageReadParam coarse = reader.getDefaultReadParam();
    coarse.setSourceSubsampling(every, every, 0, 0);
    BufferedImage read = reader.read(0, coarse);
    double scale = Math.min(1.0, (double) SIDE / Math.max(read.getWidth(), read.getHeight()));
    BufferedImage drawn =
        new BufferedImage(
            Math.max(1, (int) (read.getWidth() * scale)),
            Math.max(1, (int) (read.getHeight() * scale)),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = drawn.createGraphics();
    brush.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    brush.drawImage(read, 0, 0, drawn.getWidth(), drawn.getHeight(), null);
    brush.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    boolean written = ImageIO.write(drawn, "jpeg", jpeg); // pixels and nothing else
    return written && jpeg.size() <= Limits.THUMBNAIL_BYTES
        ? Optional.of(
            new Message.Picture(ByteString.copyFrom(jpeg.toByteArray()), width, height))
        : Optional.empty();
  }
}
