/**
 * How well a path fits what was typed: higher is better, undefined is not at all. Its name counts before its folders, a beginning before
 * a middle, and letters in order are the least that fits. Upper and lower case are the same.
 */
export function matchPath(path: string, typed: string): number | undefined {
  const query = typed.toLowerCase().replaceAll('\\', '/');
  const whole = path.toLowerCase();
  const name = whole.slice(whole.replace(/\/$/, '').lastIndexOf('/') + 1);
  const shortness = -whole.length / 1000;
  if (query === '') {
    return shortness;
  }
  if (name === query) {
    return 100 + shortness;
  }
  if (name.startsWith(query)) {
    return 80 + shortness;
  }
  if (name.includes(query)) {
    return 60 + shortness;
  }
  if (whole.includes(query)) {
    return 40 + shortness;
  }
  return isWithin(name, query) ? 20 + shortness : isWithin(whole, query) ? shortness : undefined;
}

/** Whether the letters stand in the text, in this order. */
function isWithin(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) {
      return false;
    }
  }
  return true;
}
