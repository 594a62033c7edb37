/** How tests are written, in whichever language: a call with a name, a function's name, an attribute, a base class. */
const forms = [
  /\b(?:describe|it|test|suite|context|specify)(?:\.\w+)*\s*\(\s*['"`]/,
  /^\s*(?:RSpec\.)?(?:describe|context|it|test|specify)\s+\S.*\bdo\s*(?:\|.*)?$/m,
  /^\s*(?:async\s+)?def test_\w/m,
  /\bTestCase\b/,
  /^func (?:Test|Benchmark|Fuzz|Example)\w*\(/m,
  /#\[(?:\w+::)?(?:test|rstest)\b/,
  /^\s*@(?:Test|ParameterizedTest|RepeatedTest)\b/m,
  /^\s*\[(?:Fact|Theory|Test|TestCase|TestMethod)\b/m,
  /\bfunc(?:tion)? test\w*\s*\(/,
  /^\s*(?:TEST|TEST_F|TEST_P|TEST_CASE)\s*\(/m,
  /\bDeno\.test\(/,
] as const;

/** Whether a text has tests in it. To be asked of files whose place says so: Rust keeps tests beside the code. */
export function holdsTests(text: string): boolean {
  return forms.some((form) => form.test(text));
}
