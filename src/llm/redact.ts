import type { Failure } from '../core/errors.ts';

/** Longest `Failure.detail`, characters. */
const maxDetailLength = 2000;

/**
 * `text` without the key, in whichever form an endpoint may echo it, and not too long. The key goes first: a cut through
 * its middle would leave half of it.
 */
export function redact(text: string, key: string | undefined): string {
  let clean = text;
  const trimmed = key?.trim() ?? '';
  if (trimmed !== '') {
    const forms = new Set([key ?? '', trimmed, encodeURIComponent(trimmed), JSON.stringify(trimmed).slice(1, -1)]);
    // The longest first: one form may be part of another.
    for (const form of [...forms].sort((a, b) => b.length - a.length)) {
      clean = clean.replaceAll(form, '[key]');
    }
  }
  return clean.length > maxDetailLength ? `${clean.slice(0, maxDetailLength - 1)}…` : clean;
}

/** The failure with the key taken out of its words. */
export function redactFailure(failure: Failure, key: string | undefined): Failure {
  const { detail, parameter } = failure;
  return {
    ...failure,
    ...(detail === undefined ? {} : { detail: redact(detail, key) }),
    ...(parameter === undefined ? {} : { parameter: redact(parameter, key).slice(0, 100) }),
  };
}
