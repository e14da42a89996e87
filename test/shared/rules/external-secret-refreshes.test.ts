import type { Config } from '../../../shared/model/config.ts';
import type { ExternalSecret } from '../../../shared/model/secrets-operators.ts';
import { externalSecretRefreshes } from '../../../shared/rules/external-secret-refreshes.ts';
import { payments } from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

const enabled: Partial<Config> = { rules: { 'external-secret-refreshes': { enabled: true } } };
const periodic = '"refreshPolicy":"Periodic","refreshInterval":"1h"';

testRule(externalSecretRefreshes, {
  compliant: {
    'an interval': given({ refreshInterval: '1h' }),
    'the interval of its version': given({}),
    'an interval with zeros': given({ refreshInterval: '0h10m' }),
  },
  nonCompliant: {
    'no interval': {
      given: given({ refreshInterval: '0' }),
      reports: [
        {
          message: 'ExternalSecret web/db is fetched once and never again.',
          evidence: {
            kind: 'ExternalSecret',
            name: 'web/db',
            refreshInterval: '0',
            refreshPolicy: 'Periodic',
          },
          command: `kubectl patch externalsecrets.external-secrets.io db --namespace web --type merge --patch '{"spec":{${periodic}}}'`,
        },
      ],
    },
    'a policy of once, for many namespaces': {
      given: given({ kind: 'ClusterExternalSecret', refreshPolicy: 'CreatedOnce' }),
      reports: [
        {
          message: 'ClusterExternalSecret db is fetched once and never again.',
          evidence: {
            kind: 'ClusterExternalSecret',
            name: 'db',
            refreshInterval: '1h',
            refreshPolicy: 'CreatedOnce',
          },
          command: `kubectl patch clusterexternalsecrets.external-secrets.io db --type merge --patch '{"spec":{"externalSecretSpec":{${periodic}}}}'`,
        },
      ],
    },
  },
  notApplicable: {
    'what nobody asked for': {
      given: given({ refreshInterval: '0' }, {}),
      because: 'it is judged only where the configuration enables the rule',
    },
    'what goes the other way': {
      given: given({ kind: 'PushSecret', refreshInterval: '0' }),
      because: 'it copies nothing into the cluster',
    },
  },
});

function given(differences: Partial<ExternalSecret>, config = enabled) {
  const name = { name: 'db', stores: [] };
  const placed =
    differences.kind === 'ClusterExternalSecret' ? name : { ...name, namespace: 'web' };
  const secret: ExternalSecret = { kind: 'ExternalSecret', ...placed, ...differences };
  return { subject: { cluster: payments, secret }, known: { config } };
}
