import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryPrincipalUsed } from '../../../shared/rules/access-entry-principal-used.ts';
import type { Subjects } from '../../../shared/rules/rule.ts';
import {
  type ClusterParts,
  capability,
  clusterParts,
  fargateProfile,
  nodegroup,
} from '../../support/cluster-parts.ts';
import { accessEntry, ci } from '../../support/eks.ts';
import { gone, known } from '../../support/facts.ts';
import type { Given } from '../../support/test-rule.ts';
import { testRule } from '../../support/test-rule.ts';

const today = '2026-11-21';
const limit = Date.UTC(2026, 7, 23);
const serviceLinked =
  'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';
const noParts: ClusterParts = {
  cluster: {},
  nodegroups: [],
  fargateProfiles: [],
  capabilities: [],
};

testRule(accessEntryPrincipalUsed, {
  compliant: {
    'a role used 90 days ago': used(limit),
    'a role used today, of an entry without a date': {
      subject: entryMade(undefined),
      known: {
        today,
        facts: [known(factKeys.roleLastUsed(ci), { lastUsedDate: Date.UTC(2026, 10, 21) })],
      },
    },
    'an entry younger than 90 days, whatever its role': {
      subject: entryMade(limit),
      known: { today },
    },
    'the role of a node group that has no nodes now (kube-bench#940)': used(undefined, {
      ...noParts,
      nodegroups: [
        nodegroup({ nodeRole: `${ci}-2` }),
        { ...nodegroup({ nodeRole: ci }), name: 'b' },
      ],
    }),
    'the role of a Fargate profile': used(undefined, {
      ...noParts,
      fargateProfiles: [fargateProfile(ci)],
    }),
    'the node role of Auto Mode': used(undefined, {
      ...noParts,
      cluster: { computeConfig: { enabled: true, nodeRoleArn: ci } },
    }),
    'the role of a capability': used(undefined, {
      capabilities: [capability({ roleArn: ci })],
    }),
  },
  nonCompliant: {
    'a role last used more than 90 days ago': {
      given: used(limit - 1),
      reports: [isIdle('was last used on 2026-08-22')],
    },
    'a role never used': {
      given: used(undefined),
      reports: [isIdle('was never used, as far as IAM remembers')],
    },
    'the node role of an Auto Mode that is off': {
      given: used(undefined, {
        ...noParts,
        cluster: { computeConfig: { enabled: false, nodeRoleArn: ci } },
      }),
      reports: [isIdle('was never used, as far as IAM remembers')],
    },
  },
  notApplicable: {
    'a service-linked role (prowler#2248)': {
      given: { subject: accessEntry(serviceLinked), known: {} },
      because: 'AWS keeps service-linked roles',
    },
    'a role of another account': {
      given: { subject: accessEntry('arn:aws:iam::444455556666:role/ci'), known: {} },
      because: 'account 444455556666 is not watched',
    },
    'an IAM user': {
      given: { subject: accessEntry('arn:aws:iam::012345678901:user/alice'), known: {} },
      because: 'nobody assumes an IAM user',
    },
    'a role that is gone': {
      given: {
        subject: entryMade(limit - 1),
        known: { today, facts: [gone(factKeys.roleLastUsed(ci))] },
      },
      because: 'the role does not exist',
    },
  },
  insufficientData: {
    'a role whose use was not read': {
      given: { subject: entryMade(limit - 1), known: { today } },
      because: `role-last-used iam ${ci}: not read yet`,
    },
    'an idle role of an entry without a date': {
      given: {
        subject: entryMade(undefined),
        known: { today, facts: [known(factKeys.roleLastUsed(ci), {}), ...clusterParts(noParts)] },
      },
      because: 'the entry does not say when it was created',
    },
    'an idle role in a cluster whose capabilities were not read': {
      given: used(undefined, {}),
      because: 'capabilities eu-west-1/payments: not read yet',
    },
    'a principal that is no role': {
      given: { subject: accessEntry('ci'), known: {} },
      because: 'ci is no IAM role or user',
    },
  },
});

function entryMade(createdAt: number | undefined): Subjects['accessEntry'] {
  const { cluster, entry } = accessEntry(ci, { createdAt: undefined });
  return { cluster, entry: { ...entry, ...(createdAt !== undefined && { createdAt }) } };
}

/** An entry of 2026-08-22 whose role was last used at a time, in milliseconds, or never. */
function used(
  lastUsedDate: number | undefined,
  parts: ClusterParts = noParts,
): Given<'accessEntry'> {
  const lastUsed = lastUsedDate === undefined ? {} : { lastUsedDate };
  const facts = [known(factKeys.roleLastUsed(ci), lastUsed), ...clusterParts(parts)];
  return { subject: entryMade(limit - 1), known: { today, facts } };
}

function isIdle(how: string): Violation {
  return {
    message: `${ci} may enter payments in eu-west-1 and ${how}.`,
    evidence: { principalArn: ci },
    command: `aws eks delete-access-entry --cluster-name payments --principal-arn ${ci} --region eu-west-1`,
  };
}
