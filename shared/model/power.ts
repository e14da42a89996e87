/** How much somebody may do, least first. Levels compare only on the same reach. */
export const powerLevels = [
  'none',
  'read',
  'write',
  'secrets',
  'namespace-admin',
  'cluster-admin-equivalent',
  'cluster-admin',
] as const;

export type PowerLevel = (typeof powerLevels)[number];

/** Whether a level is as high as another, on the same reach. */
export function isAsStrong(level: PowerLevel, other: PowerLevel): boolean {
  return powerLevels.indexOf(level) >= powerLevels.indexOf(other);
}

/** Over what: the whole cluster, or namespaces by name or pattern. */
export type Reach =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'namespaces'; readonly namespaces: readonly string[] };

export interface Power {
  readonly level: PowerLevel;
  readonly reach: Reach;
}
