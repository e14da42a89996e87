import { describe, expect, it } from 'vitest';
import { writtenIn } from '../../../shared/commit/written-values.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { absent, type Fact, present } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { ManagedPolicy } from '../../../shared/model/principal.ts';
import { sampleAccount } from '../../support/estate.ts';

const none = { version: '2012-10-17', statements: [] };
const older = { version: '2008-10-17', statements: [] };

/** The paths of what is said to be written when one reading of a policy follows another. */
function pathsIn(
  arn: string,
  then: (arn: string) => Fact<ManagedPolicy>,
  now: (arn: string) => Fact<ManagedPolicy>,
) {
  const key = factKeys.managedPolicy(arn);
  const estateOf = (fact: Fact<unknown>) => createEstate(sampleAccount, new Map([[key, fact]]));
  const moves = { previous: estateOf(then(arn)), estate: estateOf(now(arn)) };
  return writtenIn(moves, key, []).map(({ change: { path } }) => path);
}

const gone = () => absent<ManagedPolicy>(1);
const there = (arn: string) => present({ arn, name: 'p', document: none }, 2);
const changed = (arn: string) => present({ arn, name: 'p', document: older }, 3);

describe('a managed policy', () => {
  it('of the customer is written when it comes, changes and goes', () => {
    const arn = 'arn:aws:iam::012345678901:policy/p';
    expect(pathsIn(arn, gone, there)).toEqual(['', 'document']);
    expect(pathsIn(arn, there, changed)).toEqual(['document']);
    expect(pathsIn(arn, there, gone)).toEqual(['']);
  });

  it('of AWS is written when it changes: it comes and goes with those who have it', () => {
    const arn = 'arn:aws-us-gov:iam::aws:policy/AdministratorAccess';
    expect(pathsIn(arn, gone, there)).toEqual([]);
    expect(pathsIn(arn, there, changed)).toEqual(['document']);
    expect(pathsIn(arn, there, gone)).toEqual([]);
  });
});
