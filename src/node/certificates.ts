import tls from 'node:tls';

let known: readonly string[] | undefined;

/**
 * Whom to trust: what Node trusts, `NODE_EXTRA_CA_CERTS` included, and what the system does, as PEM. Undefined leaves it to
 * Node alone: older than 22.15 it cannot name the system's. Read once, on the first secure connection: it takes tens of ms.
 */
export function trustedCertificates(): readonly string[] | undefined {
  // Node 20 has no such function, whatever the types say.
  const read = tls.getCACertificates as typeof tls.getCACertificates | undefined;
  if (!read) {
    return undefined;
  }
  known ??= [...new Set([...read('default'), ...read('system')])];
  return known;
}
