/** AWS nests documents a dozen levels deep at most; far more is an attack on whoever walks them. */
const deepest = 64;

/** Why a document is not looked into at all; undefined when it may be. */
export function jsonRefusal(json: unknown): string | undefined {
  return refusalBelow(json, deepest);
}

function refusalBelow(json: unknown, levels: number): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  if (levels === 0) return `nested deeper than ${deepest} levels`;
  // Libraries drop a member of this name, and what is dropped would look as if it had never been there.
  if (Object.hasOwn(json, '__proto__')) return 'holds a member named "__proto__"';
  for (const member of Object.values(json)) {
    const refusal = refusalBelow(member, levels - 1);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
