import { actionFacts } from '../iam/action-facts.ts';
import type { Statement } from '../model/policy-document.ts';
import type { FluxControllerName } from './flux-controllers.ts';
import { readsImages } from './image-reads.ts';

/**
 * Whether a controller of Flux takes this action for its job, on what the statement names. `action` is in lower case.
 * https://fluxcd.io/flux/integrations/aws/
 */
export function isFluxNeed(
  controller: FluxControllerName,
  action: string,
  statement: Statement,
): boolean {
  return needs[controller].some((need) => jobs[need](action, statement));
}

type Job = keyof typeof jobs;

const needs: Readonly<Record<FluxControllerName, readonly Job[]>> = {
  'source-controller': ['pullImages', 'readBucket', 'pullGit', 'decrypt'],
  'image-reflector-controller': ['pullImages'],
  'kustomize-controller': ['decrypt', 'reachClusters'],
  'helm-controller': ['reachClusters'],
  'image-automation-controller': ['pullGit', 'pushGit'],
  'notification-controller': [],
};

const jobs = {
  pullImages: (action: string) => action === 'sts:getservicebearertoken' || readsImages(action),
  readBucket: (action: string, statement: Statement) =>
    action.startsWith('s3:') && isRead(action) && names(statement, /^arn:[^:]+:s3:::[^*?]/),
  pullGit: (action: string) => action === 'codecommit:gitpull',
  pushGit: (action: string) => action === 'codecommit:gitpush',
  decrypt: (action: string, statement: Statement) =>
    (action === 'kms:decrypt' || action === 'kms:describekey') &&
    (names(statement, /^arn:[^:]+:kms:[^:]*:[^:]*:key\/[^*?]/) || isHeldToAlias(statement)),
  reachClusters: (action: string) => action === 'eks:describecluster',
} as const;

function isRead(action: string): boolean {
  const level = actionFacts(action)?.accessLevel;
  return level === 'Read' || level === 'List';
}

/** Whether each of its resources is named, be it by how its name begins. */
function names({ resources }: Statement, pattern: RegExp): boolean {
  return resources?.negated === false && resources.values.every((value) => pattern.test(value));
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html */
function isHeldToAlias({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => aliasKeys.includes(key.toLowerCase()));
}

const aliasKeys = ['kms:requestalias', 'kms:resourcealiases'];
