const secretNames = [
  /^\.env/i,
  /\.env(?:[._-]|$)/i,
  /^\.(?:npmrc|pypirc|netrc|git-credentials|htpasswd|pgpass|dockercfg)$/i,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:\..+)?$/i,
  /\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg|tfstate|tfvars|kubeconfig)$/i,
  /^service[-_]?account.*\.json$/i,
  /^kubeconfig/i,
  /^local\.settings\.json$/i,
  /(?:^|[^a-z])(?:secret|credential|password|passwd|api[-_ ]?key|private[-_ ]?key|access[-_ ]?token)s?(?:[^a-z]|$)/i,
];

/** Code and text about secrets are none: such a file is not told by its name. */
const codeNames = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|pyi?|ipynb|rb|go|rs|java|kts?|groovy|scala|cs|fs|vb|swift|mm?|[ch](?:c|pp|xx|\+\+)?|hh|php|dart|exs?|erl|hs|clj[cs]?|lua|p[lm]|r|jl|html?|s?css|less|mdx?|rst|adoc|proto|graphql)$/i;

const secretFolders = new Set(['.ssh', '.aws', '.gnupg', '.azure', '.kube', '.docker']);

/** Whether a file is of a kind that holds keys or passwords: such a file is never sent unless the person points at it. */
export function isSecretFile(path: string): boolean {
  const parts = path.split(/[\\/]/);
  const name = parts.at(-1) ?? '';
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1-$2');
  return (
    parts.some((part) => secretFolders.has(part.toLowerCase())) ||
    (!codeNames.test(name) && secretNames.some((pattern) => pattern.test(name) || pattern.test(words)))
  );
}
