import type { FluxSource } from '../../../shared/model/flux.ts';
import { fluxGitTransportSecure } from '../../../shared/rules/flux-git-transport-secure.ts';
import { payments, source } from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

const bucket = source({ kind: 'Bucket', endpoint: 'minio.minio.svc:9000', insecure: true });

testRule(fluxGitTransportSecure, {
  compliant: {
    TLS: given(source()),
    'TLS to a mirror whose path names the origin': given(
      source({ url: 'https://mirror.example.com/http://git.example.com/app' }),
    ),
    SSH: given(source({ url: 'ssh://git@git.example.com/app' })),
    'an OCI registry': given(source({ kind: 'OCIRepository', url: 'oci://ghcr.io/app' })),
    'a Bucket with TLS': given(withoutUrl({ ...bucket, insecure: false })),
  },
  nonCompliant: {
    'plain HTTP': {
      given: given(source({ url: 'http://git.example.com/app' })),
      reports: [
        {
          message:
            'GitRepository web/app is fetched from http://git.example.com/app without encryption.',
          severity: 'HIGH',
          evidence: {
            kind: 'GitRepository',
            namespace: 'web',
            name: 'app',
            address: 'http://git.example.com/app',
            insecure: false,
          },
        },
      ],
    },
    'plain HTTP to a host that only looks like a Service': {
      given: given(source({ url: 'http://gitea.svc.example.com/app.svc' })),
      reports: [
        {
          message:
            'GitRepository web/app is fetched from http://gitea.svc.example.com/app.svc without encryption.',
          severity: 'HIGH',
          evidence: {
            kind: 'GitRepository',
            namespace: 'web',
            name: 'app',
            address: 'http://gitea.svc.example.com/app.svc',
            insecure: false,
          },
        },
      ],
    },
    'an insecure registry': {
      given: given(source({ kind: 'OCIRepository', url: 'oci://ghcr.io/app', insecure: true })),
      reports: [
        {
          message: 'OCIRepository web/app is fetched from oci://ghcr.io/app without encryption.',
          severity: 'HIGH',
          evidence: {
            kind: 'OCIRepository',
            namespace: 'web',
            name: 'app',
            address: 'oci://ghcr.io/app',
            insecure: true,
          },
        },
      ],
    },
    'plain HTTP to a Service': {
      given: given(source({ url: 'HTTP://user@gitea.gitea.svc.cluster.local/app' })),
      reports: [
        {
          message:
            'GitRepository web/app is fetched from HTTP://user@gitea.gitea.svc.cluster.local/app without encryption, inside the cluster.',
          severity: 'LOW',
          evidence: {
            kind: 'GitRepository',
            namespace: 'web',
            name: 'app',
            address: 'HTTP://user@gitea.gitea.svc.cluster.local/app',
            insecure: false,
          },
        },
      ],
    },
    'an insecure Bucket of a Service': {
      given: given(withoutUrl(bucket)),
      reports: [
        {
          message:
            'Bucket web/app is fetched from minio.minio.svc:9000 without encryption, inside the cluster.',
          severity: 'LOW',
          evidence: {
            kind: 'Bucket',
            namespace: 'web',
            name: 'app',
            address: 'minio.minio.svc:9000',
            insecure: true,
          },
        },
      ],
    },
    'an insecure Bucket of a Service at the port that nobody names': {
      given: given(withoutUrl({ ...bucket, endpoint: 'minio.minio.svc' })),
      reports: [
        {
          message:
            'Bucket web/app is fetched from minio.minio.svc without encryption, inside the cluster.',
          severity: 'LOW',
          evidence: {
            kind: 'Bucket',
            namespace: 'web',
            name: 'app',
            address: 'minio.minio.svc',
            insecure: true,
          },
        },
      ],
    },
  },
  notApplicable: {
    'a chart, which has a source': {
      given: given(withoutUrl(source({ kind: 'HelmChart' }))),
      because: 'it has no address of its own',
    },
  },
});

function withoutUrl({ url: _, ...rest }: FluxSource): FluxSource {
  return rest;
}

function given(fluxSource: FluxSource) {
  return { subject: { cluster: payments, source: fluxSource }, known: {} };
}
