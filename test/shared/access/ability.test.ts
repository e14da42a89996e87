import { describe, expect, test } from 'vitest';
import { type Ability, ask, surest, together } from '../../../shared/access/ability.ts';
import { actorIn, mayDo, me } from '../../support/accounts.ts';
import { condition } from '../../support/iam.ts';
import { allow } from '../../support/policies.ts';

const sure: Ability = { actions: ['iam:B', 'iam:A'], deciding: [], turnsOn: [] };
const unsure: Ability = { actions: ['iam:A'], deciding: [], turnsOn: ['rain'] };

describe('together', () => {
  test('takes all that each takes, each once', () => {
    expect(together([sure, unsure, unsure])).toEqual({
      actions: ['iam:A', 'iam:B'],
      deciding: [],
      turnsOn: ['rain'],
    });
  });

  test('is nothing where one is missing', () => {
    expect(together([sure, undefined])).toBeUndefined();
  });
});

test('surest asks no further than the first that is certain', () => {
  function* found() {
    yield { ability: unsure };
    yield { ability: sure };
    throw new Error('asked further');
  }
  expect(surest(found())).toEqual({ ability: sure });
  expect(surest([{ ability: unsure }])).toEqual({ ability: unsure });
  expect(surest([])).toBeUndefined();
});

describe('ask', () => {
  const conditional = allow(
    ['eks:CreateAccessEntry'],
    ['*'],
    condition('StringEquals', 'eks:accessEntryType', 'STANDARD'),
    condition('StringEquals', 'aws:ResourceTag/team', 'a'),
  );
  const { actor } = actorIn({ roles: { [me]: mayDo(conditional) } });

  test('says what is left open once the actor has chosen', () => {
    expect(ask(actor, 'eks:CreateAccessEntry', 'x', { 'eks:accessentrytype': 'STANDARD' })).toEqual(
      {
        actions: ['eks:CreateAccessEntry'],
        deciding: [{ policy: 'inline Work', statement: 'statement 1', source: conditional }],
        turnsOn: ['StringEquals aws:ResourceTag/team a'],
      },
    );
  });

  test('is nothing where the choice is another, or the action', () => {
    const other = { 'eks:accessentrytype': 'EC2_LINUX' };
    expect(ask(actor, 'eks:CreateAccessEntry', 'x', other)).toBeUndefined();
    expect(ask(actor, 'eks:DeleteAccessEntry', 'x')).toBeUndefined();
  });
});
