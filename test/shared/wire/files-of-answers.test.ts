import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FactMap, mergeFacts } from '../../../shared/model/estate.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Answer, Outcome } from '../../../shared/model/reading.ts';
import { answersInFile } from '../../../shared/wire/answers-in-file.ts';
import { factsOf } from '../../../shared/wire/facts-of.ts';
import { filesOfAnswers, type SnapshotEntry } from '../../../shared/wire/files-of-answers.ts';
import { readNotes } from '../../../shared/wire/snapshot-notes.ts';
import { readSnapshotPath, snapshotPaths } from '../../../shared/wire/snapshot-path.ts';
import { sweepAnswers } from '../../support/arbitrary-answers.ts';
import {
  account,
  clusterDocument,
  entryDocument,
  policiesDocument,
  prod,
  roleArn,
  roleDocument,
  trailArn,
  trailDocument,
  userArn,
  userDocument,
} from '../../support/raw-answers.ts';

const entriesPath = snapshotPaths.accessEntries(prod);
const clusterPath = snapshotPaths.cluster(prod);
const trailsPath = snapshotPaths.trails();
const iamPath = snapshotPaths.iam();
const clustersPath = snapshotPaths.clusters('eu-west-1');
const denied: Outcome = { kind: 'unread', reason: 'AccessDenied: no' };
const gone: Outcome = { kind: 'absent' };
const nobody = { RoleDetailList: [], UserDetailList: [], GroupDetailList: [], Policies: [] };

describe('a whole account', () => {
  const answers: readonly Answer[] = [
    answer(iamPath, items(userArn, roleArn, 'arn:aws:iam::111122223333:instance-profile/p')),
    answer(iamPath, document(userDocument), userArn),
    answer(iamPath, document(roleDocument), roleArn),
    answer(clustersPath, items('prod')),
    answer(clusterPath, document(clusterDocument)),
    answer(entriesPath, document(entryDocument), roleArn, 'accessEntry'),
    answer(entriesPath, document(policiesDocument), roleArn, 'associatedAccessPolicies'),
    answer(entriesPath, items(roleArn)),
    answer(trailsPath, items(trailArn)),
    answer(trailsPath, document(trailDocument), trailArn, 'trail'),
    answer(trailsPath, document({ IsLogging: true }), trailArn, 'status'),
    answer(trailsPath, denied, trailArn, 'eventSelectors'),
  ];
  const files = [
    { path: trailsPath, json: [{ trail: trailDocument, status: { IsLogging: true } }] },
    { path: clustersPath, json: { clusters: ['prod'] } },
    {
      path: entriesPath,
      json: [{ accessEntry: entryDocument, associatedAccessPolicies: policiesDocument }],
    },
    { path: clusterPath, json: clusterDocument },
    {
      path: iamPath,
      json: { ...nobody, RoleDetailList: [roleDocument], UserDetailList: [userDocument] },
    },
    {
      path: 'unread.json',
      json: [
        { path: `cloudtrail/trails.json#${trailArn}#eventSelectors`, reason: 'AccessDenied: no' },
      ],
    },
  ];

  test('is files as the AWS CLI would have printed them', () => {
    expect(filesOfAnswers(answers, account)).toStrictEqual(files);
  });

  test('is the same files in whatever order it was answered', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...answers], { minLength: answers.length }), (shuffled) => {
        expect(filesOfAnswers(shuffled, account)).toStrictEqual(files);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what gave no document', () => {
  test('a list that is unread keeps the elements that are read', () => {
    expect(
      filesOfAnswers(
        [
          answer(entriesPath, denied),
          answer(
            entriesPath,
            document({ accessEntry: entryDocument, associatedAccessPolicies: [] }),
            roleArn,
          ),
        ],
        account,
      ),
    ).toStrictEqual([
      { path: entriesPath, json: [{ accessEntry: entryDocument, associatedAccessPolicies: [] }] },
      { path: 'unread.json', json: [{ path: entriesPath, reason: 'AccessDenied: no' }] },
    ]);
  });

  test.each([
    ['an empty list', entriesPath, items(), [{ path: entriesPath, json: [] }]],
    ['no principals and policies', iamPath, items(), [{ path: iamPath, json: nobody }]],
    ['no clusters', clustersPath, items(), [{ path: clustersPath, json: { clusters: [] } }]],
    [
      'an unread list',
      entriesPath,
      denied,
      [noted({ path: entriesPath, reason: 'AccessDenied: no' })],
    ],
    ['an absent list', entriesPath, gone, [noted({ path: entriesPath, absent: true })]],
    [
      'unread clusters',
      clustersPath,
      denied,
      [noted({ path: clustersPath, reason: 'AccessDenied: no' })],
    ],
    [
      'clusters of which one has no such name',
      clustersPath,
      items('a b'),
      [noted({ path: clustersPath, reason: 'clusters: "a b" is not a cluster name' })],
    ],
    [
      'a document for a list',
      clustersPath,
      document([]),
      [noted({ path: clustersPath, reason: 'expected a list' })],
    ],
    [
      'an unread cluster',
      clusterPath,
      denied,
      [noted({ path: clusterPath, reason: 'AccessDenied: no' })],
    ],
    ['an absent cluster', clusterPath, gone, [noted({ path: clusterPath, absent: true })]],
    ['a cluster that does not fit', clusterPath, document([1]), [{ path: clusterPath, json: [1] }]],
    [
      'a bottomless cluster',
      clusterPath,
      document(deep(65)),
      [noted({ path: clusterPath, reason: 'nested deeper than 64 levels' })],
    ],
    ['a file of another release', 'eu-west-1/eks/prod/updates.json', items(), []],
  ])('%s', (_, path, outcome, files) => {
    expect(filesOfAnswers([answer(path, outcome)], account)).toStrictEqual(files);
  });

  test('a listed item that nothing was said of is not taken for nothing', () => {
    expect(filesOfAnswers([answer(entriesPath, items('a'))], account)).toStrictEqual([
      { path: entriesPath, json: [] },
      noted({ path: `${entriesPath}#a`, reason: 'not read yet' }),
    ]);
  });

  test('elements without a list do not become one', () => {
    expect(
      filesOfAnswers([answer(iamPath, document(userDocument), userArn)], account),
    ).toStrictEqual([
      { path: iamPath, json: { UserDetailList: [userDocument] } },
      noted({ path: iamPath, reason: 'not read yet' }),
    ]);
  });

  test.each([
    ['an unread role', denied, { reason: 'AccessDenied: no' }],
    ['an absent role', gone, { absent: true }],
    ["another's document", document(userDocument), { reason: `Arn: expected ${roleArn}` }],
    [
      'a bottomless document',
      document({ ...roleDocument, x: deep(64) }),
      { reason: 'nested deeper than 64 levels' },
    ],
  ])('%s is a note', (_, outcome, note) => {
    expect(
      filesOfAnswers([answer(iamPath, items(roleArn)), answer(iamPath, outcome, roleArn)], account),
    ).toStrictEqual([
      { path: iamPath, json: nobody },
      noted({ path: `${iamPath}#${roleArn}`, ...note }),
    ]);
  });

  test('an entry that could not be described keeps its access policies, under its name', () => {
    expect(
      filesOfAnswers(
        [
          answer(entriesPath, items('a')),
          answer(entriesPath, denied, 'a', 'accessEntry'),
          answer(entriesPath, document([]), 'a', 'associatedAccessPolicies'),
        ],
        account,
      ),
    ).toStrictEqual([
      {
        path: entriesPath,
        json: [{ accessEntry: { principalArn: 'a' }, associatedAccessPolicies: [] }],
      },
      noted({ path: `${entriesPath}#a#accessEntry`, reason: 'AccessDenied: no' }),
    ]);
  });

  test('an entry that is answered with another is noted, and a bottomless part', () => {
    expect(
      filesOfAnswers(
        [
          answer(entriesPath, items('a')),
          answer(entriesPath, document(entryDocument), 'a', 'accessEntry'),
          answer(entriesPath, document(deep(65)), 'a', 'associatedAccessPolicies'),
        ],
        account,
      ),
    ).toStrictEqual([
      { path: entriesPath, json: [] },
      {
        path: 'unread.json',
        json: [
          { path: `${entriesPath}#a#accessEntry`, reason: 'accessEntry.principalArn: expected a' },
          {
            path: `${entriesPath}#a#associatedAccessPolicies`,
            reason: 'associatedAccessPolicies: nested deeper than 64 levels',
          },
        ],
      },
    ]);
  });

  test('a part on its own leaves the rest of its element as the element was answered', () => {
    const files = (whole: readonly Answer[]) =>
      filesOfAnswers(
        [answer(trailsPath, items('t')), ...whole, answer(trailsPath, gone, 't', 'status')],
        account,
      ).at(-1)?.json;
    const status = { path: 'cloudtrail/trails.json#t#status', absent: true };
    const rest = (note: object) =>
      ['eventSelectors', 'trail'].map((part) => ({
        path: `cloudtrail/trails.json#t#${part}`,
        ...note,
      }));
    const [selectors, trail] = rest({ reason: 'not read yet' });
    expect(files([])).toEqual([selectors, status, trail]);
    const [deniedSelectors, deniedTrail] = rest({ reason: 'AccessDenied: no' });
    expect(files([answer(trailsPath, denied, 't')])).toEqual([
      deniedSelectors,
      status,
      deniedTrail,
    ]);
    expect(files([answer(trailsPath, document({}), 't')])).toEqual([
      selectors,
      status,
      { path: 'cloudtrail/trails.json#t#trail', reason: 'trail: expected object' },
    ]);
    expect(files([answer(trailsPath, document({ trail: { TrailARN: 't' } }), 't')])).toEqual([
      selectors,
      status,
    ]);
  });
});

describe('of two answers to one question', () => {
  const older = answer(clusterPath, document(clusterDocument));
  const newer = { ...answer(clusterPath, gone), readAt: older.readAt + 1 };

  test.each([
    ['the newer one is kept', [older, newer], [noted({ path: clusterPath, absent: true })]],
    [
      'the newer one is kept, whichever came first',
      [newer, older],
      [noted({ path: clusterPath, absent: true })],
    ],
    [
      'the one with something in it is kept when both are as new',
      [older, { ...newer, readAt: older.readAt }],
      [{ path: clusterPath, json: clusterDocument }],
    ],
    [
      'the one with something in it is kept when both are as new, whichever came first',
      [{ ...newer, readAt: older.readAt }, older],
      [{ path: clusterPath, json: clusterDocument }],
    ],
  ])('%s', (_, answers, files) => {
    expect(filesOfAnswers(answers, account)).toStrictEqual(files);
  });

  test('the list is kept when both are as new', () => {
    const both = [answer(clustersPath, denied), answer(clustersPath, items('a'))];
    for (const answers of [both, [...both].reverse()]) {
      expect(filesOfAnswers(answers, account)).toStrictEqual([
        { path: clustersPath, json: { clusters: ['a'] } },
      ]);
    }
  });
});

test('files tell the facts that the answers told, whatever was answered', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(sweepAnswers(), (answers) => {
      const files = JSON.parse(JSON.stringify(filesOfAnswers(answers, account))) as SnapshotEntry[];
      expect(factsIn(answersIn(files))).toEqual(factsIn(answers));
    }),
    { numRuns: 150 },
  );
});

/** As if all had been read at one moment. */
function factsIn(answers: readonly Answer[]): FactMap {
  return answers
    .map((one) => new Map(factsOf({ ...one, readAt: 1 }, account)) as FactMap)
    .reduce(mergeFacts, new Map());
}

function answersIn(files: readonly SnapshotEntry[]): readonly Answer[] {
  const notes = readNotes(files.find(({ path }) => path === 'unread.json')?.json ?? []);
  if ('error' in notes) throw new Error(notes.error);
  const paths = new Set([...files, ...notes.ok].map(({ path }) => path));
  return [...paths].flatMap((path) => {
    const file = readSnapshotPath(path);
    if (file === undefined) return [];
    const found = files.find((one) => one.path === path);
    const content = found === undefined ? { unread: 'not in the snapshot' } : { json: found.json };
    const about = notes.ok.filter((note) => note.path === path);
    return answersInFile({ path, file, content, notes: about }, 1).answers;
  });
}

function answer(path: string, outcome: Outcome, item?: string, part?: string): Answer {
  return {
    path,
    ...(item === undefined ? {} : { item }),
    ...(part === undefined ? {} : { part }),
    readAt: 100,
    outcome,
  };
}

function items(...names: readonly string[]): Outcome {
  return { kind: 'items', items: names };
}

function document(json: Json): Outcome {
  return { kind: 'document', json };
}

function noted(...notes: readonly Readonly<Record<string, Json>>[]): SnapshotEntry {
  return { path: 'unread.json', json: notes };
}

function deep(levels: number): Json {
  return JSON.parse('['.repeat(levels) + ']'.repeat(levels));
}
