const binary =
  /\.(?:png|jpe?g|gif|webp|avif|bmp|ico|icns|tiff?|psd|heic|mp[34]|m4[av]|ogg|oga|wav|flac|webm|mov|avi|mkv|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|vsix|whl|egg|deb|rpm|dmg|iso|exe|dll|so|dylib|a|lib|o|obj|class|pyc|pyo|wasm|node|bin|dat|db|sqlite3?|parquet|arrow|npy|npz|pt|onnx|gguf|safetensors|h5|pkl|pdf|docx?|xlsx?|pptx?|odt|ods|ttf|otf|woff2?|eot|snap-shot)$/i;

const generated = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|composer\.lock|Gemfile\.lock|go\.sum|flake\.lock)$|\.(?:min\.(?:js|css)|map|snap|lock)$|\.generated\.\w+$/i;

/** Whether the name alone tells that a file holds no text. */
export function isBinaryName(path: string): boolean {
  return binary.test(path);
}

/** Whether a file is made by a tool, so that its name tells enough. */
export function isGeneratedName(path: string): boolean {
  return generated.test(path);
}

/** Bytes that are looked at, as git does. */
const looked = 8000;

/** Whether the bytes are those of no text: a zero byte near the beginning, but for UTF-16. */
export function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return !isUtf16 && bytes.subarray(0, looked).includes(0);
}

/** What a code block with the file is called, by the end of its name. */
export function fenceName(path: string): string {
  return /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}
