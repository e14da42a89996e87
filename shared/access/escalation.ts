/** What the actions of a way are about. */
export type EscalationTarget =
  /** The role or user itself. */
  | 'own role'
  | 'own user'
  /** A customer managed policy that it holds, or that bounds it. */
  | 'own policy'
  | 'own boundary'
  | 'own group'
  /** A group, user or role that can do more than itself. */
  | 'stronger group'
  | 'stronger user'
  | 'stronger role'
  /** Any user; any role whose trust policy lets it in. */
  | 'any user'
  | 'assumable role'
  | 'new user'
  | 'new role'
  /** A role that can do more and trusts the service, to be passed to it by iam:PassRole. */
  | 'passed role'
  /** Code that runs with such a role already, if there is any. */
  | 'running code';

/** One known combination of actions by which a principal gets more than it was given. */
export interface Escalation {
  /** Permanent: it is in the evidence of findings. */
  readonly id: string;
  /** What the principal does, after `it can`. */
  readonly does: string;
  readonly on: EscalationTarget;
  /** All are needed: an action, and the type of its resource where it has several. */
  readonly steps: readonly string[];
  /** The service that gets or has the role. */
  readonly service?: string;
  /** Where it is described. */
  readonly source: string;
}

/** A row of the table as it is written down: id, what it does, steps with a space between them, source. */
export type EscalationRow = readonly [id: string, does: string, steps: string, source: string];

/** The same with the service that gets or has the role. */
export type ServiceEscalationRow = readonly [...row: EscalationRow, service: string];

export function escalationsOn(
  target: EscalationTarget,
  rows: readonly (EscalationRow | ServiceEscalationRow)[],
): readonly Escalation[] {
  return rows.map(([id, does, steps, source, service]) => ({
    id,
    does,
    on: target,
    steps: steps.split(' '),
    source,
    ...(service !== undefined && { service }),
  }));
}

/** Where research on escalations is published. */
export const rhino =
  'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/';
export const pathfinding = 'https://pathfinding.cloud/paths/';
