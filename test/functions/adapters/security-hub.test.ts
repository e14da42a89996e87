import { afterEach, describe, expect, it } from 'vitest';
import { securityHub } from '../../../functions/adapters/security-hub.ts';
import type { SecurityFinding } from '../../../shared/model/security-finding.ts';
import { securityFinding } from '../../../shared/report/asff.ts';
import { account, finding, takenAt } from '../../shared/report/sample.ts';
import { AwsError, type Input } from '../../support/aws/aws-call.ts';
import { type ScriptedHub, scriptedHub } from '../../support/aws/scripted-hub.ts';

const hub = { ...account, region: 'eu-west-1' };
const found = (id: string, evidence = {}): SecurityFinding =>
  securityFinding({ finding: finding({ id, evidence }), at: takenAt }, hub);

const running: ScriptedHub[] = [];
afterEach(() => {
  for (const each of running.splice(0)) each.close();
});

async function hubThat(...answers: readonly ((sent: Input) => unknown)[]) {
  const scripted = await scriptedHub(...answers);
  running.push(scripted);
  return { hub: securityHub(scripted.client), requests: scripted.requests };
}

function findingsIn({ Findings }: Input): readonly SecurityFinding[] {
  return Array.isArray(Findings) ? Findings : expect.fail('no findings were sent');
}

type Request = readonly [operation: string, input: Input];

const taken = (sent: Input) => ({ SuccessCount: findingsIn(sent).length, FailedCount: 0 });
const idsIn = ([, sent]: Request) => findingsIn(sent).map(({ Id }) => Id.split('/').at(-1));
const sizesOf = (requests: readonly Request[]) =>
  requests.map(([, sent]) => findingsIn(sent).length);
function refusing(...ids: readonly string[]) {
  return (sent: Input) => ({
    FailedFindings: findingsIn(sent)
      .filter(({ Id }) => ids.some((id) => Id.endsWith(`/${id}`)))
      .map(({ Id }) => ({ Id, ErrorCode: 'InternalException', ErrorMessage: 'try later' })),
  });
}

describe('the findings of Security Hub', () => {
  it('arrive word for word: the API knows every member of them', async () => {
    const { hub, requests } = await hubThat(taken);
    await hub.put([found('a'), found('b')]);
    expect(requests).toEqual([['BatchImportFindings', { Findings: [found('a'), found('b')] }]]);
  });

  it('are not asked for where there are none', async () => {
    const { hub, requests } = await hubThat(taken);
    await hub.put([]);
    expect(requests).toEqual([]);
  });

  it('go a hundred at a time', async () => {
    const { hub, requests } = await hubThat(taken);
    await hub.put(Array.from({ length: 201 }, (_, index) => found(`f${index}`)));
    expect(sizesOf(requests)).toEqual([100, 100, 1]);
  });

  it('go 240 KB at a time', async () => {
    const { hub, requests } = await hubThat(taken);
    const long = found('long', { text: 'x'.repeat(4_000) });
    const size = Buffer.byteLength(JSON.stringify(long));
    await hub.put(Array.from({ length: 99 }, () => long));
    const most = Math.floor(240_000 / size);
    expect(sizesOf(requests)).toEqual([most, 99 - most]);
  });

  it('that are not taken are sent again by themselves', async () => {
    const { hub, requests } = await hubThat(refusing('b'), taken);
    await hub.put([found('a'), found('b'), found('c')]);
    expect(requests.map(idsIn)).toEqual([['a', 'b', 'c'], ['b']]);
  });

  it('that are not taken again are told, with the reason of the first', async () => {
    const { hub, requests } = await hubThat(refusing('b', 'c'));
    await expect(hub.put([found('a'), found('b'), found('c')])).rejects.toThrow(
      '2 of 3 findings were not taken by Security Hub: gatewatch/011122223333/eu-west-1/b: InternalException: try later',
    );
    expect(requests.map(idsIn)).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
  });

  it('go on with what comes after those that were not taken', async () => {
    const { hub, requests } = await hubThat(refusing('f0'));
    const many = Array.from({ length: 101 }, (_, index) => found(`f${index}`));
    await expect(hub.put(many)).rejects.toThrow('1 of 101 findings');
    expect(sizesOf(requests)).toEqual([100, 1, 1]);
  });

  it('cannot go where it is not enabled, which is said with what to do', async () => {
    const { hub } = await hubThat(() => {
      throw new AwsError('InvalidAccessException', 'Account is not subscribed', 401);
    });
    await expect(hub.put([found('a')])).rejects.toThrow(
      'Security Hub is not enabled in eu-west-1: enable it there, or take the channel out of the configuration. Account is not subscribed',
    );
  });

  it('wait where they are throttled, and are told when that does not end', async () => {
    const throttled = () => {
      throw new AwsError('TooManyRequestsException', 'Rate exceeded', 429);
    };
    const passing = await hubThat(throttled, taken);
    await passing.hub.put([found('a')]);
    expect(passing.requests.map(idsIn)).toEqual([['a'], ['a']]);
    const lasting = await hubThat(throttled);
    await expect(lasting.hub.put([found('a')])).rejects.toThrow('Rate exceeded');
  });
});
