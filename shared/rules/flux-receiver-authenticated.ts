import { kubectlPatch } from '../access/kubectl.ts';
import { defineRule } from './rule.ts';

export const fluxReceiverAuthenticated = defineRule({
  id: 'flux-receiver-authenticated',
  subject: 'fluxReceiver',
  severity: 'MEDIUM',
  title: 'Flux takes webhook calls without a signature',
  requires:
    'No Receiver is of type generic, which takes any call to its path; generic-hmac and those of products verify a signature or a token.',
  because:
    'Whoever learns the path, from a log or a proxy, makes Flux reconcile as often as they like.',
  remedy: 'Use the type of the product that calls, or generic-hmac and sign the calls.',
  references: [
    'https://fluxcd.io/flux/components/notification/receivers/#supported-receiver-types',
  ],
  controls: { mitre: ['T1499.003'] },

  *check({ receiver }) {
    const { namespace, name, type } = receiver;
    if (type !== 'generic') return;
    yield {
      message: `Receiver ${namespace}/${name} takes any call to its path.`,
      evidence: { namespace, name, type },
      command: kubectlPatch('receivers.notification.toolkit.fluxcd.io', receiver, {
        spec: { type: 'generic-hmac' },
      }),
    };
  },
});
