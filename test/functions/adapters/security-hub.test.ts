import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as sdk from '@aws-sdk/client-securityhub';
import { afterEach, describe, expect, it } from 'vitest';
import { securityHub } from '../../../functions/adapters/security-hub.ts';
import type { SecurityFinding } from '../../../shared/model/security-finding.ts';
import { securityFinding } from '../../../shared/report/asff.ts';
import { account, finding, takenAt } from '../../shared/report/sample.ts';
import { AwsError } from '../../support/aws/aws-call.ts';
import { restJson } from '../../support/aws/rest-json-server.ts';

const hub = { ...account, region: 'eu-west-1' };
const found = (id: string, evidence = {}): SecurityFinding =>
  securityFinding({ finding: finding({ id, evidence }), at: takenAt }, hub);

type Sent = { readonly Findings: readonly SecurityFinding[] };

const running: (() => void)[] = [];
afterEach(() => {
  for (const close of running.splice(0)) close();
});

/** Security Hub on a loopback port: each request is answered by the next of the answers, the last of which goes on. */
async function hubThat(...answers: readonly ((sent: Sent) => unknown)[]) {
  const protocol = restJson(sdk);
  const requests: Sent[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const call = protocol.decode({ method, url, headers, body: await text(request) });
    const sent = call?.input as Sent;
    requests.push(sent);
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    const reply = replyTo(() => answer?.(sent) ?? {});
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  const replyTo = (run: () => unknown) => {
    try {
      return protocol.encode('BatchImportFindings', run());
    } catch (error) {
      if (error instanceof AwsError) return protocol.encodeError(error);
      throw error;
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const client = new sdk.SecurityHubClient({
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
    maxAttempts: 2,
  });
  return { hub: securityHub(client), requests };
}

const taken = ({ Findings }: Sent) => ({ SuccessCount: Findings.length, FailedCount: 0 });
const idsIn = ({ Findings }: Sent) => Findings.map(({ Id }) => Id.split('/').at(-1));
function refusing(...ids: readonly string[]) {
  return ({ Findings }: Sent) => ({
    FailedFindings: Findings.filter(({ Id }) => ids.some((id) => Id.endsWith(`/${id}`))).map(
      ({ Id }) => ({ Id, ErrorCode: 'InternalException', ErrorMessage: 'try later' }),
    ),
  });
}

describe('the findings of Security Hub', () => {
  it('arrive word for word: the API knows every member of them', async () => {
    const { hub, requests } = await hubThat(taken);
    await hub.put([found('a'), found('b')]);
    expect(requests).toEqual([{ Findings: [found('a'), found('b')] }]);
  });

  it('are not asked for where there are none', async () => {
    const { hub, requests } = await hubThat(taken);
    await hub.put([]);
    expect(requests).toEqual([]);
  });

  it('go a hundred at a time', async () => {
    const { hub, requests } = await hubThat(taken);
    await hub.put(Array.from({ length: 201 }, (_, index) => found(`f${index}`)));
    expect(requests.map(({ Findings }) => Findings.length)).toEqual([100, 100, 1]);
  });

  it('go 240 KB at a time', async () => {
    const { hub, requests } = await hubThat(taken);
    const long = found('long', { text: 'x'.repeat(4_000) });
    const size = Buffer.byteLength(JSON.stringify(long));
    await hub.put(Array.from({ length: 99 }, () => long));
    const most = Math.floor(240_000 / size);
    expect(requests.map(({ Findings }) => Findings.length)).toEqual([most, 99 - most]);
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
    expect(requests.map(({ Findings }) => Findings.length)).toEqual([100, 1, 1]);
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
