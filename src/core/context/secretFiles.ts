const secretNames = [
  /^\.env(?:\..+)?$/i,
  /\.env$/i,
  /^\.?(?:secrets?|credentials?)(?:\..+)?$/i,
  /^\.(?:npmrc|pypirc|netrc|git-credentials|htpasswd|pgpass|dockercfg)$/i,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:\..+)?$/i,
  /\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg|tfstate|tfvars)$/i,
  /^service[-_]?account.*\.json$/i,
];

const secretFolders = new Set(['.ssh', '.aws', '.gnupg', '.azure', '.kube', '.docker']);

/** Whether a file is of a kind that holds keys or passwords: such a file is never sent unless the person points at it. */
export function isSecretFile(path: string): boolean {
  const parts = path.split(/[\\/]/);
  const name = parts.at(-1) ?? '';
  return parts.some((part) => secretFolders.has(part.toLowerCase())) || secretNames.some((pattern) => pattern.test(name));
}
