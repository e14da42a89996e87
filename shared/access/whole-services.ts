import type { Layer } from '../iam/compiled-policy.ts';
import { mayAllow } from '../iam/may-allow.ts';
import { iamRegionOf } from '../model/partition.ts';
import { bySeverity, type Severity } from '../model/severity.ts';
import {
  type Answer,
  type Danger,
  type Grant,
  grantsIn,
  jointGrant,
  severityOf,
} from './danger.ts';
import type { Holder } from './holder.ts';
import { decideOnStranger } from './stranger-request.ts';

/** Any action of any service on any resource, with nothing of IAM held back. */
export function adminDangers(holder: Holder): readonly Danger[] {
  // Spells no action; as a name it is covered only by what covers nearly all of IAM.
  if (!mayAllow(holder.compiled, 'iam:*')) return [];
  const iam = answersOn(holder, 'iam');
  const grants = answersOn(holder, holder.stranger()).flatMap((any) =>
    iam.flatMap((answer) => jointGrant([any, answer]) ?? []),
  );
  const grant = grants.find(({ certain }) => certain) ?? grants[0];
  if (grant === undefined) return [];
  const { deciding, conditions, assumes } = grant;
  const severity = severityOf(grant, 'CRITICAL');
  const may = 'do anything in the account';
  return [{ services: [], severity, may, reach: {}, deciding, conditions, assumes }];
}

/** Every action of a service on every resource of it. What is certain is one danger, what turns on conditions another. */
export function serviceWildcardDangers(holder: Holder): readonly Danger[] {
  return grantsIn(wildcardAnswers(holder)).map((grant) => {
    const { about, certain, deciding, conditions, assumes } = grant;
    return {
      ...(!certain && { key: 'conditional' }),
      services: about,
      severity: worst(grant),
      may: `do everything in ${about.map(serviceText).join(', ')}`,
      reach: { services: about },
      deciding,
      conditions,
      assumes,
    };
  });
}

/** The answers about all services that the policies may give away whole. */
function* wildcardAnswers(holder: Holder): Iterable<Answer> {
  const { identity, bounds, levels } = holder.compiled;
  const named = wholeServices([identity]);
  // What allows every service may be limited to some.
  const services = named.includes(anyService)
    ? [...named, ...strongServices, ...wholeServices([...bounds, ...levels])]
    : named;
  for (const service of new Set(services)) {
    const asked = service === anyService ? holder.stranger() : service;
    for (const { decision } of answersOn(holder, asked)) yield { about: service, decision };
  }
}

/** How a service is called that no policy names. */
const anyService = '*';

/** The services of which some statement names all actions; `*` for a statement that may name any service. */
function wholeServices(layers: readonly Layer[]): readonly string[] {
  const statements = layers.flatMap(({ policies }) => policies).flatMap((one) => one.statements);
  return statements.flatMap(({ deciding: { source } }) =>
    source.actions?.negated ? [anyService] : (source.actions?.values ?? []).flatMap(wholeService),
  );
}

function wholeService(pattern: string): readonly string[] {
  const service = /^([^:]+)(:[*?]+)?$/.exec(pattern.toLowerCase())?.[1];
  if (service === undefined) return [];
  return [/[*?]/.test(service) ? anyService : service];
}

/** Who owns one of these owns the account or its data. */
const strongServices: readonly string[] = [
  'ec2',
  'eks',
  'iam',
  'kms',
  'lambda',
  'organizations',
  's3',
  'secretsmanager',
  'ssm',
  'sts',
];

function worst(grant: Grant): Severity {
  const severities = grant.about.map((service) =>
    severityOf(grant, strongServices.includes(service) ? 'HIGH' : 'MEDIUM'),
  );
  return severities.toSorted(bySeverity)[0] ?? 'MEDIUM';
}

function serviceText(service: string): string {
  return service === anyService ? 'every service that its policies do not name' : service;
}

/**
 * About an action and a resource of the service that no policy names. ARNs of some services hold no Region or no
 * account, and IAM, STS and Organizations are asked in the Region of IAM.
 */
function answersOn(holder: Holder, service: string): readonly Answer[] {
  const { accountId, partition } = holder.account;
  const name = holder.stranger();
  const global = globalServices.includes(service) ? iamRegionOf(partition) : undefined;
  return (global === undefined ? holder.regions : [global]).flatMap((region) =>
    [`${region}:${accountId}`, `:${accountId}`, ':'].map((place) => ({
      about: service,
      decision: decideOnStranger(holder, {
        action: `${service}:${name}`,
        resource: `arn:${partition}:${service}:${place}:${name}`,
        region,
      }),
    })),
  );
}

/** https://docs.aws.amazon.com/general/latest/gr/rande.html#global-endpoints */
const globalServices: readonly string[] = ['iam', 'organizations'];
