import type { PolicyDocument } from '../model/policy-document.ts';
import { decideAssumeRole } from './assume-role.ts';
import { contextOf } from './context.ts';
import { namedServices, serviceOf } from './service-principals.ts';

/**
 * Whether a trust policy lets in one of these services, given by their names before the suffix; a condition that nobody
 * can decide counts as met.
 */
export function letsInService(
  document: PolicyDocument,
  roleArn: string,
  services: readonly string[],
): boolean {
  const named = namedServices(document.statements).filter((name) =>
    services.includes(serviceOf(name)),
  );
  const usual = services.map((service) => `${service}.amazonaws.com`);
  return [...named, ...usual].some((service) => {
    const decision = decideAssumeRole({
      trust: { name: 'trust policy', document },
      roleArn,
      caller: { type: 'Service', service },
      action: 'sts:AssumeRole',
      context: contextOf({}),
    });
    return decision.outcome !== 'denied';
  });
}
