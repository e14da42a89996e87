import type { FluxOidcIdentity, FluxSource } from '../../../shared/model/flux.ts';
import { fluxSourceVerified } from '../../../shared/rules/flux-source-verified.ts';
import { payments, source } from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

const github = '^https://token\\.actions\\.githubusercontent\\.com$';
const ours = '^https://github\\.com/example/.*$';
const named = { kind: 'OCIRepository', namespace: 'web', name: 'app' };

testRule(fluxSourceVerified, {
  compliant: {
    'an identity from start to end': keyless({ issuer: github, subject: ours }),
    'alternatives within parentheses': keyless({
      issuer: github,
      subject: '^https://github\\.com/(a|b)/[(|]\\|x$',
    }),
    'bars in sets of characters': keyless({
      issuer: github,
      subject: '^https://github\\.com/[ab|][^|][^|]$',
    }),
    'a key in a Secret': verified({
      provider: 'cosign',
      secretRef: 'cosign',
      matchOidcIdentity: [],
    }),
    'a Git repository, whose keys are always in a Secret': verified({
      mode: 'HEAD',
      matchOidcIdentity: [],
    }),
  },
  nonCompliant: {
    'no identity': {
      given: keyless(),
      reports: [
        {
          key: 'anybody',
          message: 'OCIRepository web/app takes the signature of anybody.',
          evidence: named,
        },
      ],
    },
    'a subject without an end beside one that has it': {
      given: keyless(
        { issuer: github, subject: ours },
        { issuer: github, subject: '^https://github\\.com/example/' },
      ),
      reports: [loose({ issuer: github, subject: '^https://github\\.com/example/' })],
    },
    'an issuer without a start': {
      given: keyless({ issuer: 'githubusercontent\\.com$', subject: ours }),
      reports: [loose({ issuer: 'githubusercontent\\.com$', subject: ours })],
    },
    'an end that is a letter': {
      given: keyless({ issuer: github, subject: '^https://github\\.com/example\\$' }),
      reports: [loose({ issuer: github, subject: '^https://github\\.com/example\\$' })],
    },
    'alternatives of which each has one anchor': {
      given: keyless({ issuer: github, subject: '^https://github\\.com/a|(b)$' }),
      reports: [loose({ issuer: github, subject: '^https://github\\.com/a|(b)$' })],
    },
    'an alternative before what is anchored': {
      given: keyless({ issuer: github, subject: 'evil|^https://github\\.com/a$' }),
      reports: [loose({ issuer: github, subject: 'evil|^https://github\\.com/a$' })],
    },
    'an alternative after what is anchored': {
      given: keyless({ issuer: github, subject: '^https://github\\.com/a$|evil' }),
      reports: [loose({ issuer: github, subject: '^https://github\\.com/a$|evil' })],
    },
    'alternatives of which each is in parentheses': {
      given: keyless({ issuer: github, subject: '^(https://github\\.com/a)|(b)$' }),
      reports: [loose({ issuer: github, subject: '^(https://github\\.com/a)|(b)$' })],
    },
    'nothing but a letter between the anchors, which is the end': {
      given: keyless({ issuer: github, subject: '^\\$' }),
      reports: [loose({ issuer: github, subject: '^\\$' })],
    },
    'nothing, or whatever there is, twice': {
      given: keyless({ issuer: '^$', subject: ours }, { issuer: github, subject: '^.*.+$' }),
      reports: [
        {
          ...loose({ issuer: '^$', subject: ours }),
          evidence: {
            ...named,
            loose: [
              { issuer: '^$', subject: ours },
              { issuer: github, subject: '^.*.+$' },
            ],
          },
        },
      ],
    },
    'whatever there is between the anchors': {
      given: keyless({ issuer: github, subject: '^.*$' }),
      reports: [loose({ issuer: github, subject: '^.*$' })],
    },
  },
  notApplicable: {
    'a source that verifies nothing': {
      given: { subject: { cluster: payments, source: source() }, known: {} },
      because: 'it has nothing verified',
    },
  },
});

function keyless(...matchOidcIdentity: readonly FluxOidcIdentity[]) {
  return verified({ provider: 'cosign', matchOidcIdentity });
}

function verified(verify: NonNullable<FluxSource['verify']>) {
  return {
    subject: { cluster: payments, source: source({ kind: 'OCIRepository', verify }) },
    known: {},
  };
}

function loose(identity: FluxOidcIdentity) {
  return {
    key: 'loose',
    message:
      'OCIRepository web/app takes signatures of identities that only contain what is meant.',
    evidence: { ...named, loose: [{ ...identity }] },
  };
}
