import { expect, test } from 'vitest';
import {
  eksRegionOf,
  isEksIssuer,
  parseOidcProviderArn,
} from '../../../shared/iam/oidc-provider.ts';

test.each([
  [
    'arn:aws-cn:iam::012345678901:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/A',
    { accountId: '012345678901', issuer: 'oidc.eks.cn-north-1.amazonaws.com.cn/id/A' },
  ],
  ['arn:aws:iam::012345678901:oidc-provider/', undefined],
  ['arn:aws:iam::012345678901:saml-provider/okta', undefined],
  ['arn:aws:iam::012345678901:not-oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A', undefined],
  ['arn:aws:sts::012345678901:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A', undefined],
  ['arn:aws:iam::012345678901:oidc-provider/a.example\nb', undefined],
  ['accounts.google.com', undefined],
])('%s', (arn, expected) => {
  expect(parseOidcProviderArn(arn)).toEqual(expected);
});

test.each([
  ['oidc.eks.eu-west-1.amazonaws.com/id/A', true],
  ['OIDC.EKS.eu-west-1.amazonaws.com/id/A', true],
  ['oidc-eks.us-east-1.api.aws/id/A', true],
  ['oidc.eks.cn-north-1.amazonaws.com.cn/id/A', true],
  ['oidc.eks.eu-west-1.amazonaws.com', false],
  ['oidc.eks./id/A', false],
  ['oidcxeks.eu-west-1.amazonaws.com/id/A', false],
  ['fake-oidc.eks.eu-west-1.amazonaws.com/id/A', false],
  ['token.actions.githubusercontent.com/id/A', false],
])('%s', (issuer, expected) => {
  expect(isEksIssuer(issuer)).toBe(expected);
});

test.each([
  ['oidc.eks.eu-west-1.amazonaws.com/id/A', 'eu-west-1'],
  ['OIDC.EKS.EU-WEST-1.amazonaws.com/id/A', 'eu-west-1'],
  ['oidc-eks.us-east-1.api.aws/id/A', 'us-east-1'],
  ['oidc.eks.cn-north-1.amazonaws.com.cn/id/A', 'cn-north-1'],
  ['token.actions.githubusercontent.com/id/A', undefined],
])('the Region of %s', (issuer, region) => {
  expect(eksRegionOf(issuer)).toBe(region);
});
