package org.busel.relay.listen;

import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.vertx.core.net.KeyCertOptions;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The one key and chain that handshakes show. Immutable.
///
/// It does without a Java key store, which would encrypt the key under a password of its own making for ten thousand
/// rounds, and BoringSSL keeps what it has read of it, rather than read key and chain anew in every handshake.
final class TlsKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "relay";

  private final X509Certificate[] chain;
  private final PrivateKey key;

  private TlsKey(X509Certificate[] chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /// What Vert.x takes for a key.
  ///
  /// @throws IllegalArgumentException if the identity is not PEM that can be used
  static KeyCertOptions of(TlsIdentity identity) {
    try {
      X509Certificate[] chain =
          Pem.certificates(identity.chainPem()).toArray(X509Certificate[]::new);
      PrivateKey key =
          Pem.privateKey(identity.keyPem(), chain[0].getPublicKey().getAlgorithm());
      return KeyCertOptions.wrap(
          new OpenSslCachingX509KeyManagerFactory(new Factory(new TlsKey(chain, key))));
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      throw new IllegalArgumentException(
          "the certificate or its key is not PEM that can be used", damaged);
    }
  }

  private @Nullable String aliasFor(@Nullable String keyType) {
    return key.getAlgorithm().equals(keyType) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      @Nullable String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return aliasFor(keyType);
  }

  @Override
  public @Nullable String chooseServerAlias(
      @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return aliasFor(keyType);
  }

  @Override
  public String @Nullable [] getServerAliases(
      @Nullable String keyType, Principal @Nullable [] issuers) {
    return aliasFor(keyType) == null ? null : new String[] {ALIAS};
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
    return ALIAS.equals(alias) ? chain.clone() : null;
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
    return ALIAS.equals(alias) ? key : null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String @Nullable [] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null; // the relay asks nobody
  }

  @Override
  public String @Nullable [] getClientAliases(
      @Nullable String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  /// Hands out one key.
  private static final class Factory extends KeyManagerFactory {
    Factory(TlsKey key) {
      super(new OneKey(key), null, ALIAS);
    }
  }

  private static final class OneKey extends KeyManagerFactorySpi {
    private final TlsKey key;

    OneKey(TlsKey key) {
      this.key = key;
    }

    @Override
    protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {
      // It has what it needs.
    }

    @Override
    protected void engineInit(@Nullable ManagerFactoryParameters parameters) {
      // It has what it needs.
    }

    @Override
    protected KeyManager[] engineGetKeyManagers() {
      return new KeyManager[] {key};
    }
  }
}
