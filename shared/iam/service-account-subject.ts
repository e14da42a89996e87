import { matchesWildcard } from './wildcard.ts';

/**
 * Whether a StringLike pattern on `:sub` lets every service account of a cluster through: their tokens say
 * `system:serviceaccount:<namespace>:<name>`, and `*` does not stop at a colon.
 * It is tried on names made of a character that the pattern does not hold, one long and one short of each, so that
 * only its wildcards can match them.
 */
export function matchesEveryServiceAccount(pattern: string): boolean {
  const stranger = strangerTo(pattern);
  const names = [stranger, stranger.repeat(pattern.length + 1)];
  return names.every((namespace) =>
    names.every((name) => matchesWildcard(pattern, `system:serviceaccount:${namespace}:${name}`)),
  );
}

/** A pattern of finite length cannot hold them all. */
function strangerTo(pattern: string): string {
  let code = 0x4e00;
  while (pattern.includes(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}
