import { afterEach, describe, expect, it } from 'vitest';
import { hubSuppressions } from '../../../functions/adapters/hub-suppressions.ts';
import { AwsError, type Input } from '../../support/aws/aws-call.ts';
import { type ScriptedHub, scriptedHub } from '../../support/aws/scripted-hub.ts';

const place = { accountId: '011122223333', partition: 'aws', region: 'eu-west-1' };

const running: ScriptedHub[] = [];
afterEach(() => {
  for (const each of running.splice(0)) each.close();
});

async function readFrom(...answers: readonly ((sent: Input) => unknown)[]) {
  const scripted = await scriptedHub(...answers);
  running.push(scripted);
  const read = await hubSuppressions(place, scripted.client).read();
  return { read, requests: scripted.requests };
}

const named = (id: string) => ({ Id: `gatewatch/011122223333/eu-west-1/${id}` });

describe('what is suppressed in Security Hub', () => {
  it('is asked for by our product and workflow status, page by page', async () => {
    const { read, requests } = await readFrom(
      () => ({ Findings: [named('a'), named('b')], NextToken: 'more' }),
      () => ({ Findings: [named('c')] }),
    );
    expect(read).toEqual({ ids: new Set(['a', 'b', 'c']) });
    const asked = {
      Filters: {
        ProductArn: [
          {
            Comparison: 'EQUALS',
            Value: 'arn:aws:securityhub:eu-west-1:011122223333:product/011122223333/default',
          },
        ],
        GeneratorId: [{ Comparison: 'PREFIX', Value: 'gatewatch/' }],
        WorkflowStatus: [{ Comparison: 'EQUALS', Value: 'SUPPRESSED' }],
      },
      MaxResults: 100,
    };
    expect(requests).toEqual([
      ['GetFindings', asked],
      ['GetFindings', { ...asked, NextToken: 'more' }],
    ]);
  });

  it('is nothing where nothing is', async () => {
    expect((await readFrom(() => ({ Findings: [] }))).read).toEqual({ ids: new Set() });
  });

  it.each([
    ['AccessDeniedException', 403, 'AccessDenied: no'],
    ['TooManyRequestsException', 429, 'throttled: no'],
    ['InvalidAccessException', 401, 'AccessDenied: no'],
  ])('is unread after %s, even on a later page', async (code, status, unread) => {
    const refuse = () => {
      throw new AwsError(code, 'no', status);
    };
    expect((await readFrom(refuse)).read).toEqual({ unread });
    const firstPage = () => ({ Findings: [named('a')], NextToken: 'more' });
    expect((await readFrom(firstPage, refuse)).read).toEqual({ unread });
  });
});
