import { type Facts, unread } from '../access/facts.ts';
import { type Holder, holderOf } from '../access/holder.ts';
import { type MountingRole, mountingPods, mountingRoles } from '../access/mounting-roles.ts';
import { possiblePatterns } from '../access/possible-patterns.ts';
import type { AllowedResourcePattern } from '../iam/allowed-resource-patterns.ts';
import { statementEvidence } from '../iam/evidence.ts';
import { wildcardsOverlap } from '../iam/wildcard-overlap.ts';
import type { MountedObject } from '../model/secrets-operators.ts';
import type { Severity } from '../model/severity.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const secretProviderClassRoleScoped = defineRule({
  id: 'secret-provider-class-role-scoped',
  subject: 'secretProviderClass',
  severity: 'MEDIUM',
  title: 'Pods may read more secrets than they mount',
  requires:
    'The IAM role that pods mount a SecretProviderClass of AWS with reads the secrets and parameters that its pods mount and no others, in whatever Region. LOW where a secret is named with * in place of -??????.',
  because:
    'The class decides only what is mounted: whoever gets into one of the pods asks AWS with its role, and reads all that the role may.',
  remedy:
    'Name in the policy of the role what the objects of the class name, secrets as secret:NAME-?????? and parameters by their whole path.',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/integrating_csi_driver.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html',
    'https://github.com/aws/secrets-store-csi-driver-provider-aws#secretproviderclass-options',
  ],
  controls: { owasp: ['K03', 'K08'], mitre: ['T1555.006'] },

  *check({ cluster, providerClass }, facts) {
    const { namespace, name, provider } = providerClass;
    if (provider !== 'aws') return notApplicable(`its provider is ${provider}, not AWS`);
    if (mountingPods(facts, cluster, providerClass).length === 0)
      return notApplicable('no pod mounts it');
    const roles = mountingRoles(facts, cluster, providerClass);
    if (roles.length === 0)
      return notApplicable('no pod that mounts it has an IAM role of this account');
    for (const role of roles) {
      const who = `${role.roleArn}, the role of pods that mount SecretProviderClass ${namespace}/${name},`;
      const surplus = surplusOf(facts, role);
      if (surplus === undefined) continue;
      yield {
        key: role.roleArn,
        message: `${who} may read ${surplus.more}.`,
        severity: surplus.severity,
        evidence: {
          ...{ roleArn: role.roleArn, namespace, name, serviceAccounts: role.serviceAccounts },
          resources: [...new Set(surplus.allowed.map(({ pattern }) => pattern))].toSorted(),
          statements: statementEvidence(surplus.allowed.map(({ statement }) => statement)),
        },
        grant: role.roleArn,
      };
    }
    return roles.every(({ objects }) => objects !== undefined)
      ? undefined
      : undecided('nobody can tell what its pods mount');
  },
});

interface Surplus {
  readonly more: string;
  readonly severity: Severity;
  readonly allowed: readonly AllowedResourcePattern[];
}

function surplusOf(facts: Facts, { roleArn, objects }: MountingRole): Surplus | undefined {
  if (objects === undefined) return undefined;
  const holder = facts.orIncomplete(() => holderOf(facts, roleArn));
  if (holder === unread || holder === undefined) return undefined;
  const { beyond, loose } = allowedByFit(holder, objects);
  if (beyond.length > 0) {
    return { more: 'more than they mount', severity: 'MEDIUM', allowed: beyond };
  }
  if (loose.length === 0) return undefined;
  return { more: 'secrets whose names only begin alike', severity: 'LOW', allowed: loose };
}

type Fit = 'exact' | 'loose' | 'beyond';

function allowedByFit(
  holder: Holder,
  objects: readonly MountedObject[],
): Record<'beyond' | 'loose', readonly AllowedResourcePattern[]> {
  const byFit = kinds.map((kind) => {
    const mounted = objects.filter(({ service }) => service === kind.service);
    const all = `arn:*:${kind.service}:*:*:${kind.head}*`;
    const allowed = kind.actions
      .flatMap((action) => possiblePatterns(holder, action))
      // A statement about several services names resources of each.
      .filter(({ pattern }) => wildcardsOverlap(pattern, all));
    return allowed.map((each) => ({ fit: fitOf(each, kind, mounted), each }));
  });
  const of = (wanted: Fit) =>
    byFit.flat().flatMap(({ fit, each }) => (fit === wanted ? [each] : []));
  return { beyond: of('beyond'), loose: of('loose') };
}

interface Kind {
  readonly service: MountedObject['service'];
  readonly head: string;
  readonly actions: readonly string[];
  /** What may follow the name in a pattern that means nothing else, and in one that means what begins with it as well. */
  readonly exact: RegExp;
  readonly loose: RegExp;
}

const kinds: readonly Kind[] = [
  {
    service: 'secretsmanager',
    head: 'secret:',
    actions: ['secretsmanager:GetSecretValue'],
    exact: /^(-[A-Za-z0-9?]{6})?$/,
    loose: /^-?\?*\*$/,
  },
  {
    service: 'ssm',
    head: 'parameter/',
    actions: [
      'ssm:GetParameter',
      'ssm:GetParameterHistory',
      'ssm:GetParameters',
      'ssm:GetParametersByPath',
    ],
    exact: /^$/,
    // The ARN of a parameter ends with its name, so nobody needs a wildcard there.
    loose: /^(?!)/,
  },
];

function fitOf(
  { pattern }: AllowedResourcePattern,
  kind: Kind,
  mounted: readonly MountedObject[],
): Fit {
  const resource = resourceIn(pattern);
  const rests = mounted
    .flatMap(({ name }) => headsOf(name, kind))
    .filter((head) => resource.startsWith(head))
    .map((head) => resource.slice(head.length));
  if (rests.some((rest) => kind.exact.test(rest))) return 'exact';
  return rests.some((rest) => kind.loose.test(rest)) ? 'loose' : 'beyond';
}

/** What the ARN of an object begins with after the account; of a secret that is named by its ARN, without the end as well. */
function headsOf(name: string, { head, service }: Kind): readonly string[] {
  // The ARN of a parameter has one slash before its name, whether or not the name begins with one.
  if (!name.startsWith('arn:'))
    return [head + (service === 'ssm' ? name.replace(/^\//, '') : name)];
  const resource = resourceIn(name);
  return service === 'ssm' ? [resource] : [resource, resource.replace(/-[A-Za-z0-9]{6}$/, '')];
}

function resourceIn(arn: string): string {
  return arn.split(':').slice(5).join(':');
}
