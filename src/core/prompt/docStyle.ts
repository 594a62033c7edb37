const styles: readonly (readonly [RegExp, string])[] = [
  [/^typescript(?:react)?$/, 'TSDoc (`/** ... */` above the declaration; no types in tags, they stand in the code)'],
  [/^javascript(?:react)?$|^(?:vue|svelte)$/, 'JSDoc (`/** ... */` above the declaration, with types in @param and @returns)'],
  [/^python$/, 'a docstring (PEP 257: `"""..."""` as the first statement of the body), in the convention that the file already uses (Google, NumPy or reST)'],
  [/^(?:java|groovy)$/, 'Javadoc (`/** ... */` above the declaration)'],
  [/^kotlin$/, 'KDoc (`/** ... */` above the declaration)'],
  [/^scala$/, 'Scaladoc (`/** ... */` above the declaration)'],
  [/^rust$/, 'rustdoc (`///` lines above the item and its attributes, in Markdown)'],
  [/^go$/, 'a Go doc comment (`//` lines directly above the declaration, a full sentence that begins with the name)'],
  [/^csharp$/, 'XML documentation (`/// <summary>` and its neighbours, above the declaration and its attributes)'],
  [/^fsharp$/, 'XML documentation (`///` lines above the declaration)'],
  [/^vb$/, "XML documentation (`''' <summary>` lines above the declaration)"],
  [/^(?:c|cpp|cuda-cpp|objective-c|objective-cpp)$/, 'Doxygen (`/** ... */` with @brief, @param and @return, above the declaration)'],
  [/^php$/, 'PHPDoc (`/** ... */` above the declaration)'],
  [/^ruby$/, 'YARD (`#` lines above the definition, with @param and @return)'],
  [/^swift$/, 'Swift documentation markup (`///` lines above the declaration)'],
  [/^dart$/, 'dartdoc (`///` lines above the declaration)'],
  [/^elixir$/, '`@doc """..."""` above the definition'],
  [/^haskell$/, 'Haddock (`-- |` above the signature)'],
  [/^lua$/, 'LuaLS annotations (`---` lines above the function)'],
  [/^julia$/, 'a docstring (`"""..."""` above the definition)'],
  [/^r$/, "roxygen2 (`#'` lines above the definition)"],
  [/^perl$/, 'POD (`=head2` ... `=cut`) above the sub'],
  [/^shellscript$/, '`#` lines above the function, that tell its arguments and exit status'],
  [/^powershell$/, 'comment-based help (`<# .SYNOPSIS ... #>`) at the start of the function'],
];

/** How doc comments are written in a language, told to the model. */
export function docStyle(language: string): string {
  return styles.find(([id]) => id.test(language))?.[1] ?? 'the usual documentation comment of the language';
}
