import { serviceOf } from '../iam/service-principals.ts';

/**
 * Services that hand the credentials of a role to code that customers run, by their principals.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html
 */
export function isComputeService(principal: string): boolean {
  return computeServices.has(serviceOf(principal));
}

const computeServices: ReadonlySet<string> = new Set([
  'ec2',
  'ecs-tasks',
  'lambda',
  'codebuild',
  'pods.eks',
]);
