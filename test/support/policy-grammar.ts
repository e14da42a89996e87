import fc from 'fast-check';
import type { RawDocument, RawStatement } from './naive/raw.ts';
import { conditionBlock, variable } from './policy-conditions.ts';
import { names } from './policy-vocabulary.ts';

export type Kind = 'identity' | 'trust' | 'organization';

/** Documents that IAM takes, though not everything in them can match or be understood. */
export function rawDocument(kind: Kind): fc.Arbitrary<RawDocument> {
  return fc
    .tuple(
      fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', undefined),
      fc.array(rawStatement(kind), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
    )
    .map(([version, statements, single]) => ({
      ...(version !== undefined && { Version: version }),
      Statement: single && statements[0] !== undefined ? statements[0] : statements,
    }));
}

/** Wildcards in rows that make a backtracking matcher try every way there is. */
export const hostilePattern: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.constantFrom('*', '?', '*?', 'a*', '*b', 'ab', '?*?'), {
      minLength: 1,
      maxLength: 12,
    }),
    fc.constantFrom(1, 1, 1, 1, 2, 20),
    fc.constantFrom('', '*', 'x', 'c'),
  )
  .map(([pieces, times, end]) => pieces.join('').repeat(times) + end);

const action = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      '*',
      '*:*',
      's3:*',
      's3:Get*',
      's3:*Object',
      's3:?etObject',
      's3:??tObject',
      'S3:GETOBJECT',
      'eks:*',
      'iam:?*',
      ...names.actions,
    ),
  },
  { weight: 1, arbitrary: hostilePattern.map((pattern) => `s3:${pattern}`) },
);

const assuming = fc.constantFrom(
  'sts:*',
  'sts:Assume*',
  'STS:assumerole*',
  'sts:AssumeRol?',
  ...names.assuming,
);

const resource = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      '*',
      '*',
      '*',
      'arn:aws:*',
      'arn:aws:s3:::data/*',
      'arn:aws:s3:::data/*/x',
      'arn:aws:s3:::d?ta/a*',
      'arn:aws:s3:::data/[ab]+',
      'buckets',
      ...names.resources,
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      `arn:aws:s3:::data/${variable('aws:username')}/*`,
      `arn:aws:s3:::data/${variable("aws:PrincipalTag/team, 'alice'")}/x`,
      `arn:aws:s3:::data/a${variable('*')}/${variable('?')}`,
      `arn:aws:s3:::${variable('')}/*`,
      'arn:aws:s3:::data/$' + '{aws:username',
      `${variable('$')}*`,
      `arn:aws:s3::${variable('aws:PrincipalTag/team')}:data/*`,
    ),
  },
  { weight: 2, arbitrary: hostilePattern },
);

function rawStatement(kind: Kind): fc.Arbitrary<RawStatement> {
  return fc
    .record({
      Effect: fc.constantFrom(...Array<'Allow'>(4).fill('Allow'), 'Deny' as const),
      actions: oneOrMore(kind === 'trust' ? assuming : action),
      resources: oneOrMore(resource),
      principals,
      negated: fc.record({ action: oneIn(7), resource: oneIn(7), principal: oneIn(9) }),
      Condition: fc.option(conditionBlock, { freq: 2, nil: undefined }),
    })
    .map(({ Effect, actions, resources, principals, negated, Condition }) => ({
      Effect,
      ...(kind === 'trust' && { [negated.principal ? 'NotPrincipal' : 'Principal']: principals }),
      [negated.action ? 'NotAction' : 'Action']: actions,
      ...(kind !== 'trust' && { [negated.resource ? 'NotResource' : 'Resource']: resources }),
      ...(Condition !== undefined && { Condition }),
    }));
}

const principals: fc.Arbitrary<NonNullable<RawStatement['Principal']>> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('*' as const) },
  {
    weight: 9,
    arbitrary: fc
      .record(
        {
          AWS: oneOrMore(
            fc.constantFrom(
              ...names.accounts,
              ...names.roots,
              ...names.callers,
              ...names.callers,
              '*',
              'arn:aws:iam::111122223333:role/*',
              'AROAEXAMPLE',
            ),
          ),
          Service: oneOrMore(fc.constantFrom(...names.services)),
          Federated: oneOrMore(fc.constantFrom(...names.providers, '*')),
        },
        { requiredKeys: [] },
      )
      .map((byType) => (Object.keys(byType).length > 0 ? byType : { AWS: 'nobody' })),
  },
);

function oneOrMore(element: fc.Arbitrary<string>): fc.Arbitrary<string | readonly string[]> {
  return fc.oneof(element, fc.array(element, { minLength: 1, maxLength: 3 }));
}

function oneIn(many: number): fc.Arbitrary<boolean> {
  return fc.nat(many - 1).map((chance) => chance === 0);
}
