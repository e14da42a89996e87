import { describe, expect, it } from 'vitest';
import { eksToken } from '../../../functions/adapters/kubernetes-token.ts';
import { presignedSignature } from '../../support/kubernetes/presigned-signature.ts';

const credentials = {
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: 'IQoJb3JpZ2luX2VjE+/=/token==',
};
const cluster = { region: 'eu-west-1', name: 'prod' };
const clock = () => Date.parse('2026-11-21T10:00:00Z');

function urlIn(token: string): URL {
  return new URL(Buffer.from(token.replace(/^k8s-aws-v1\./, ''), 'base64url').toString());
}

describe('eksToken', () => {
  it('is a presigned GetCallerIdentity with the query that the authenticator lets through', async () => {
    const url = urlIn(await eksToken({ cluster, credentials, clock }));
    const { 'X-Amz-Signature': signature, ...rest } = Object.fromEntries(url.searchParams);
    expect(`${url.protocol}//${url.host}${url.pathname}`).toBe(
      'https://sts.eu-west-1.amazonaws.com/',
    );
    expect(rest).toEqual({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'ASIAIOSFODNN7EXAMPLE/20261121/eu-west-1/sts/aws4_request',
      'X-Amz-Date': '20261121T100000Z',
      'X-Amz-Expires': '60',
      'X-Amz-Security-Token': 'IQoJb3JpZ2luX2VjE+/=/token==',
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
    });
    expect([...url.searchParams.keys()]).toHaveLength(9);
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is signed as AWS has it, for this cluster and no other', async () => {
    const url = urlIn(await eksToken({ cluster, credentials, clock }));
    const { secretAccessKey } = credentials;
    const signature = url.searchParams.get('X-Amz-Signature');
    expect(signature).toBe(presignedSignature(url, 'prod', secretAccessKey));
    expect(signature).not.toBe(presignedSignature(url, 'staging', secretAccessKey));
  });

  it('is base64url without padding', async () => {
    expect(await eksToken({ cluster, credentials, clock })).toMatch(/^k8s-aws-v1\.[\w-]+$/);
  });

  it('has no session token where long-lived keys have none', async () => {
    const { accessKeyId, secretAccessKey } = credentials;
    const longLived = { accessKeyId, secretAccessKey };
    const url = urlIn(await eksToken({ cluster, credentials: longLived, clock }));
    expect(url.searchParams.has('X-Amz-Security-Token')).toBe(false);
    expect([...url.searchParams.keys()]).toHaveLength(8);
  });

  it.each([
    ['eu-west-1', 'sts.eu-west-1.amazonaws.com'],
    ['us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
    ['eusc-de-east-1', 'sts.eusc-de-east-1.amazonaws.eu'],
    ['us-isob-east-1', 'sts.us-isob-east-1.sc2s.sgov.gov'],
  ])('asks the STS of %s', async (region, host) => {
    const token = await eksToken({ cluster: { region, name: 'prod' }, credentials, clock });
    expect(urlIn(token).host).toBe(host);
  });

  it('asks for credentials where it is told how', async () => {
    const provider = async () => credentials;
    expect(await eksToken({ cluster, credentials: provider, clock })).toBe(
      await eksToken({ cluster, credentials, clock }),
    );
  });

  it('is at most as long as EKS takes', async () => {
    const session = (length: number) => ({ ...credentials, sessionToken: 'x'.repeat(length) });
    const fits = await eksToken({ cluster, credentials: session(2_500), clock });
    expect(fits.length).toBeLessThanOrEqual(4_096);
    await expect(eksToken({ cluster, credentials: session(3_000), clock })).rejects.toThrow(
      /^the token for eu-west-1\/prod has 4\d{3} characters, and EKS takes 4096: /,
    );
  });
});
