import { fluxReceiverAuthenticated } from '../../../shared/rules/flux-receiver-authenticated.ts';
import { payments } from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(fluxReceiverAuthenticated, {
  compliant: {
    'a signature': given('generic-hmac'),
    'a product that signs': given('github'),
  },
  nonCompliant: {
    'any call': {
      given: given('generic'),
      reports: [
        {
          message: 'Receiver web/hook takes any call to its path.',
          evidence: { namespace: 'web', name: 'hook', type: 'generic' },
          command: `kubectl patch receivers.notification.toolkit.fluxcd.io hook --namespace web --type merge --patch '{"spec":{"type":"generic-hmac"}}'`,
        },
      ],
    },
  },
});

function given(type: string) {
  const receiver = { namespace: 'web', name: 'hook', type, secretRef: 'hook', resources: [] };
  return { subject: { cluster: payments, receiver }, known: {} };
}
