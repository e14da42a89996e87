import { clusterAuditLogEnabled } from '../../../shared/rules/cluster-audit-log-enabled.ts';
import { cluster } from '../../support/eks.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

testRule(clusterAuditLogEnabled, {
  compliant: {
    'both logs on': logging('audit', 'authenticator'),
    'both logs on, the three for operations too': logging(
      'api',
      'audit',
      'authenticator',
      'controllerManager',
      'scheduler',
    ),
    'not all five types (prowler eks_control_plane_logging_all_types_enabled)': logging(
      'api',
      'audit',
      'authenticator',
    ),
  },
  nonCompliant: {
    'no log at all': {
      given: logging(),
      reports: [
        {
          message: 'payments in eu-west-1 does not log audit and authenticator.',
          evidence: { enabledLogTypes: [], missing: ['audit', 'authenticator'] },
          command: switchOn('"audit","authenticator"'),
        },
      ],
    },
    'who did what, but not who they were': {
      given: logging('audit'),
      reports: [
        {
          message: 'payments in eu-west-1 does not log authenticator.',
          evidence: { enabledLogTypes: ['audit'], missing: ['authenticator'] },
          command: switchOn('"authenticator"'),
        },
      ],
    },
    'who they were, but not what they did': {
      given: logging('authenticator'),
      reports: [
        {
          message: 'payments in eu-west-1 does not log audit.',
          evidence: { enabledLogTypes: ['authenticator'], missing: ['audit'] },
          command: switchOn('"audit"'),
        },
      ],
    },
  },
  insufficientData: {
    'a cluster that shows no logging': {
      given: { subject: cluster(), known: {} },
      because: 'the cluster does not say what it logs',
    },
  },
});

function logging(...enabledLogTypes: readonly string[]): Given<'cluster'> {
  return { subject: cluster({ enabledLogTypes }), known: {} };
}

function switchOn(types: string): string {
  return `aws eks update-cluster-config --name payments --logging '{"clusterLogging":[{"types":[${types}],"enabled":true}]}' --region eu-west-1`;
}
