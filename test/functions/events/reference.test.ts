import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../functions/events/catalogue/catalogue.ts';
import type {
  CataloguedEvent,
  Effect,
  EventGroup,
  Where,
} from '../../../functions/events/catalogue/catalogued-event.ts';
import { effectOf } from '../../../functions/events/effect.ts';
import { tamperEvents } from '../../../infra/tamper-events.ts';
import { readKey } from '../../../shared/model/fact-key.ts';
import type { EventRequest, ReadRequest } from '../../../shared/model/reading.ts';
import type { ValueChange } from '../../../shared/model/value-change.ts';
import { cloudTrailEvent, understood } from '../../support/cloud-trail-events.ts';
import { wholeEstate, wholeEvents } from '../../support/whole-events.ts';

describe('the reference of events', () => {
  it('knows a whole record of each event that has something to say', () => {
    const services = ['aws.eks', 'aws.iam', 'aws.ec2'];
    const names = catalogue
      .filter(({ source }) => services.includes(source))
      .flatMap(({ events }) => events.map(({ eventName }) => eventName));
    expect(Object.keys(wholeEvents).sort()).toEqual(names.sort());
  });

  it('has as many calls as the README counts, those against ourselves apart', () => {
    const calls = catalogue.filter(({ where }) => where !== 'home').flatMap(({ events }) => events);
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(`one of ${calls.length} calls to EKS, IAM, EC2 or CloudTrail`);
  });

  it('is what the catalogue says', async () => {
    await expect(reference()).toMatchFileSnapshot('../../../docs/events.md');
  });
});

function reference(): string {
  return [
    '# Events',
    '',
    'Generated from the [catalogue](../functions/events/catalogue/catalogue.ts) by `test/functions/events/reference.test.ts`: run it with `-u` after changing an event. The rules in EventBridge match',
    'these names and no others, and only calls that succeeded; the parser understands the same ones. What happens after an event: [architecture.md](architecture.md#an-event).',
    '',
    '| column | says |',
    '| --- | --- |',
    '| read now | what is read again at once, in at most six calls, and once more 45 seconds later |',
    '| swept | what takes more calls than that: the sweep function reads just that, as soon as it can |',
    '| until settled | what EKS carries out after the call returned: its status is asked for after 1, 3, 8 minutes and then every 10; when it is done, or an hour has passed, the cluster is swept again |',
    '| explains | the facts, and members of them, that the record accounts for: whoever made the call is named for a change of just these values |',
    '| not in the record | what the call writes besides, or why it cannot be told: it is read and judged like the rest, and nobody is named for it |',
    '',
    'The tables take a record with nothing missing, about a cluster and a principal that are known. Otherwise more is read, never less:',
    '',
    '- no cluster in the record: every known cluster of the Region, and the list of them; no role, user, group, policy or provider: all of IAM;',
    '- no principal of an access entry, or no association: the whole cluster; a cluster that is not known yet, or was last seen to ignore access entries, beside the entry;',
    '- a role, user or group whose policies take more than six calls: a sweep of just that one; documents of managed policies that are known are not read again;',
    '- of a Region that is not watched, nothing is read.',
    ...catalogue.flatMap(section),
    '',
    'What is not heard takes nothing away from us, and is only understood: no rule brings it.',
    '',
  ].join('\n');
}

const titles: Readonly<Record<string, string>> = {
  'aws.eks': 'EKS',
  'aws.iam': 'IAM',
  'aws.ec2': 'EC2',
  'aws.cloudtrail': 'CloudTrail',
  'aws.events': 'Calls against Gatewatch itself',
};

const heard: Readonly<Record<Where, string>> = {
  watched: 'Heard in every watched Region.',
  iam: 'Heard in the one Region where the partition records IAM.',
  everywhere: 'Heard in every watched Region and in the one where the partition records IAM.',
  home: 'About rules, functions, topics, queues, key, table and bucket of ours alone, heard by the two [tamper rules](architecture.md#the-feed-watches-itself) of each Region, which tell the operations topic at once. Afterwards our own deployment is swept.',
};

function section(group: EventGroup): readonly string[] {
  const title = titles[group.source];
  const head = title === undefined ? [] : ['', `## ${title}`, '', heard[group.where]];
  if (group.where === 'home') {
    const columns = ['', '| event | of | heard |', '| --- | --- | --- |'];
    const rows = group.events.map((event) => ownRow(group, event));
    return [...head, ...(title === undefined ? [] : columns), ...rows];
  }
  return [
    ...head,
    '',
    '| event | read now | swept | until settled | explains | not in the record |',
    '| --- | --- | --- | --- | --- | --- |',
    ...group.events.map((event) => row(group, event)),
    ...grantsOf(group),
  ];
}

function row({ source }: EventGroup, { eventName }: CataloguedEvent): string {
  const whole = wholeEvents[eventName] ?? {};
  const { hint, record } = understood(
    cloudTrailEvent({ source, eventName, ...whole }),
    wholeEstate,
  );
  const effect = effectOf(record, wholeEstate);
  const { reads, sweeps, settling } = hint;
  return line([
    eventName,
    reads.map(readText).join(', '),
    sweeps.map(readText).join(', '),
    settling === undefined ? '' : settlingNames[settling.part?.kind ?? 'cluster'],
    explainedText(effect),
    'underivable' in effect ? effect.underivable : '',
  ]);
}

function ownRow({ source, eventSource }: EventGroup, { eventName }: CataloguedEvent): string {
  const isHeard = tamperCalls.has(`${eventSource} ${eventName}`);
  return line([eventName, source.replace('aws.', ''), isHeard ? 'yes' : 'no']);
}

/** What the two rules listen for. */
const tamperCalls: ReadonlySet<string> = new Set(
  Object.values(tamperEvents).flatMap(({ service, names }) =>
    names.map((name) => `${service}.amazonaws.com ${name}`),
  ),
);

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === '' ? '–' : cell)).join(' | ')} |`;
}

function readText({ kind }: ReadRequest | EventRequest): string {
  return readNames[kind];
}

const readNames: Readonly<Record<ReadRequest['kind'], string>> = {
  iam: 'all of IAM',
  trails: 'all trails',
  clusters: 'the list of clusters',
  region: 'what the Region offers',
  cluster: 'the cluster',
  accessEntry: 'the entry',
  role: 'the role',
  user: 'the user',
  group: 'the group',
  managedPolicy: 'the policy',
  oidcProvider: 'the provider',
  podIdentityAssociation: 'the association',
  monitor: 'our own deployment',
  kubernetes: 'what is inside the cluster',
};

const settlingNames = {
  cluster: 'the cluster',
  nodegroup: 'the node group',
  fargateProfile: 'the profile',
  addon: 'the add-on',
  capability: 'the capability',
  update: 'the update',
} as const;

function explainedText(effect: Effect): string {
  const written = 'changes' in effect ? effect.changes : (effect.written ?? []);
  const byFact = Map.groupBy(written, ({ key }) => readKey(key).fact);
  return [...byFact].map(([fact, changes]) => factText(fact, changes)).join('; ');
}

function factText(fact: string, changes: readonly ValueChange[]): string {
  const itself = changes.find(({ path }) => path === '');
  if (itself?.value !== undefined) return `\`${fact}\`, all of it`;
  if (itself !== undefined) return `\`${fact}\` is gone`;
  const paths = [...new Set(changes.map(({ path }) => pathText(path)))];
  return `\`${fact}\`: ${paths.join(', ')}`;
}

/** A path may end with a name of its own: of the sample, which says nothing. */
function pathText(path: string): string {
  if (path.startsWith('arn:')) return 'the access policy and its scope';
  const [member, ...name] = path.split(' ');
  return name.length === 0 ? `${member}` : `${member} …`;
}

function grantsOf({ events }: EventGroup): readonly string[] {
  const names = events.filter(({ grants }) => grants !== undefined);
  if (names.length === 0) return [];
  const listed = names.map(({ eventName }) => eventName).join(', ');
  return [
    '',
    `Of these ${listed} are kept for 15 minutes as grants and removals: one that came and went between two looks is told as an [observation](alerts.md#observations).`,
  ];
}
