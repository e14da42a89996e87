import { contextOf } from '../../shared/iam/context.ts';
import { type CompiledPermissions, compilePermissions } from '../../shared/iam/decide.ts';
import type { Context, NamedPolicy, Request } from '../../shared/iam/decision.ts';
import type { Condition, ListElement, Statement } from '../../shared/model/policy-document.ts';

/** Numbers from 0 up to, not including, `below`; the same ones for the same seed. */
export type Random = (below: number) => number;

/** Mulberry32, by Tommy Ettinger, in the public domain. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const services = ['s3', 'ec2', 'iam', 'eks', 'sts', 'kms', 'logs', 'ssm', 'sqs', 'dynamodb'];
const verbs = ['Get', 'List', 'Describe', 'Create', 'Put', 'Update', 'Delete', 'Tag'];
const nouns = ['Object', 'Role', 'Cluster', 'Key', 'Group', 'Item', 'Parameter', 'Queue'];
const team = 'aws:PrincipalTag/team';
const teams = ['red', 'blue'];

/** Principals with three policies of five statements, one in five with a condition and one in fifteen a Deny. */
export function principals(count: number, random: Random): readonly CompiledPermissions[] {
  return Array.from({ length: count }, (_, index) =>
    compilePermissions({
      principalArn: `arn:aws:iam::111122223333:role/app-${index}`,
      identity: [0, 5, 10].map((from) => policy(from, random)),
    }),
  );
}

/** A request for each call: its texts are made anew, so that nothing can be remembered of them. */
export function requestFor(random: Random): Request {
  const service = pick(services, random);
  const number = random(1_000_000);
  // Joined, as texts that were read are: a template would leave the copying to whoever reads it first.
  return {
    action: [service, ':', pick(verbs, random), pick(nouns, random)].join(''),
    resource: [prefix(service), pick(nouns, random), '-', random(20), '/', number].join(''),
    context: pick(contexts, random),
  };
}

const contexts: readonly Context[] = [
  contextOf({ [team]: 'red', 'aws:SourceIp': '10.1.2.3' }, 'absent'),
  contextOf({ [team]: 'blue', 'aws:SourceIp': '203.0.113.9' }, 'absent'),
  contextOf({}),
];

function policy(from: number, random: Random): NamedPolicy {
  const statements = [0, 1, 2, 3, 4].map((index) => statement(from + index, random));
  return { name: `policy ${from}`, document: { version: '2012-10-17', statements } };
}

function statement(index: number, random: Random): Statement {
  const service = pick(services, random);
  return {
    sid: `S${index}`,
    effect: index === 14 ? 'Deny' : 'Allow',
    actions: actions(index, service, random),
    resources: resources(index, service, random),
    conditions: index % 5 === 4 ? [condition(random)] : [],
  };
}

function actions(index: number, service: string, random: Random): ListElement {
  const other = pick(services, random);
  const exact = verbs.map((verb) => `${service}:${verb}${pick(nouns, random)}`);
  const kinds: readonly (readonly string[])[] = [
    exact,
    [`${service}:*`],
    [`${service}:Get*`, `${service}:List*`, `${other}:Describe*`],
    [`${service}:*Object`, `${other}:?et*`],
    exact.slice(0, 2),
  ];
  if (index === 7) return { negated: true, values: services.map((name) => `${name}:Get*`) };
  return { negated: false, values: kinds[index % 5] ?? exact };
}

function resources(index: number, service: string, random: Random): ListElement {
  const noun = pick(nouns, random);
  const kinds: readonly (readonly string[])[] = [
    ['*'],
    [`${prefix(service)}*`],
    [`${prefix(service)}${noun}-*`, `${prefix(service)}${noun}?1/*`],
    ['*'],
    [`${prefix(service)}*-*/*`],
  ];
  return { negated: false, values: kinds[index % 5] ?? ['*'] };
}

function condition(random: Random): Condition {
  const kinds: readonly Condition[] = [
    { operator: 'StringEquals', key: team, values: [pick(teams, random)] },
    { operator: 'StringLike', key: team, values: ['r*', 'g?'] },
    { operator: 'IpAddress', key: 'aws:SourceIp', values: ['10.0.0.0/8'] },
    { operator: 'StringNotEqualsIfExists', key: team, values: teams },
  ];
  return pick(kinds, random);
}

function prefix(service: string): string {
  return `arn:aws:${service}:eu-west-1:111122223333:`;
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[random(items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
