import type { FluxSource } from '../../../shared/model/flux.ts';
import { fluxSourceNoStaticCloudKeys } from '../../../shared/rules/flux-source-no-static-cloud-keys.ts';
import { payments, source } from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

const registry = 'oci://012345678901.dkr.ecr.eu-west-1.amazonaws.com/app';
const bucket: FluxSource = {
  kind: 'Bucket',
  namespace: 'web',
  name: 'app',
  insecure: false,
  endpoint: 's3.eu-west-1.amazonaws.com',
};

testRule(fluxSourceNoStaticCloudKeys, {
  compliant: {
    'workload identity': given(source({ kind: 'OCIRepository', url: registry, provider: 'aws' })),
    'a bucket without a key': given({ ...bucket, provider: 'aws' }),
  },
  nonCompliant: {
    'a bucket with a key': {
      given: given({ ...bucket, secretRef: 'keys' }),
      reports: [
        {
          message: 'Bucket web/app is fetched from AWS with what the Secret keys holds.',
          evidence: {
            kind: 'Bucket',
            namespace: 'web',
            name: 'app',
            secretRef: 'keys',
            address: 's3.eu-west-1.amazonaws.com',
          },
        },
      ],
    },
    'a key that goes before workload identity': {
      given: given(
        source({ kind: 'OCIRepository', url: registry, provider: 'aws', secretRef: 'keys' }),
      ),
      reports: [
        {
          message: 'OCIRepository web/app is fetched from AWS with what the Secret keys holds.',
          evidence: {
            kind: 'OCIRepository',
            namespace: 'web',
            name: 'app',
            secretRef: 'keys',
            address: registry,
          },
        },
      ],
    },
    'a registry that only its name tells, with a password': {
      given: given(source({ kind: 'OCIRepository', url: registry, secretRef: 'keys' })),
      reports: [
        {
          message: 'OCIRepository web/app is fetched from AWS with what the Secret keys holds.',
          evidence: {
            kind: 'OCIRepository',
            namespace: 'web',
            name: 'app',
            secretRef: 'keys',
            address: registry,
          },
        },
      ],
    },
    'CodeCommit by SSH with the key of a user': {
      given: given(
        source({
          url: 'ssh://APKAEIBAERJR2EXAMPLE@git-codecommit.eu-west-1.amazonaws.com/v1/repos/app',
          secretRef: 'keys',
        }),
      ),
      reports: [
        {
          message: 'GitRepository web/app is fetched from AWS with what the Secret keys holds.',
          evidence: {
            kind: 'GitRepository',
            namespace: 'web',
            name: 'app',
            secretRef: 'keys',
            address:
              'ssh://APKAEIBAERJR2EXAMPLE@git-codecommit.eu-west-1.amazonaws.com/v1/repos/app',
          },
        },
      ],
    },
    'CodeCommit in China with a password': {
      given: given(
        source({
          url: 'https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/app',
          secretRef: 'keys',
        }),
      ),
      reports: [
        {
          message: 'GitRepository web/app is fetched from AWS with what the Secret keys holds.',
          evidence: {
            kind: 'GitRepository',
            namespace: 'web',
            name: 'app',
            secretRef: 'keys',
            address: 'https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/app',
          },
        },
      ],
    },
    'what says that it is in AWS and has no address': {
      given: given({
        kind: 'Bucket',
        namespace: 'web',
        name: 'app',
        insecure: false,
        provider: 'aws',
        secretRef: 'keys',
      }),
      reports: [
        {
          message: 'Bucket web/app is fetched from AWS with what the Secret keys holds.',
          evidence: {
            kind: 'Bucket',
            namespace: 'web',
            name: 'app',
            secretRef: 'keys',
            address: '',
          },
        },
      ],
    },
  },
  notApplicable: {
    'a password for Git elsewhere': {
      given: given(source({ secretRef: 'git' })),
      because: 'it is not in AWS',
    },
    'a host that only begins as one of AWS does': {
      given: given(source({ url: 'https://s3.amazonaws.com.example.com/app', secretRef: 'git' })),
      because: 'it is not in AWS',
    },
    'a chart, which has no address': {
      given: given({ kind: 'HelmChart', namespace: 'web', name: 'app', insecure: false }),
      because: 'it is not in AWS',
    },
  },
});

function given(fluxSource: FluxSource) {
  return { subject: { cluster: payments, source: fluxSource }, known: {} };
}
