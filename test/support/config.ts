import { defaultAlerts } from '../../shared/config/alerts.ts';
import type { Config } from '../../shared/model/config.ts';

/** A configuration that says nothing but where to look. */
export const plainConfig: Config = {
  regions: ['eu-west-1'],
  clusterAdmins: [],
  grantors: [],
  trustedAccounts: [],
  identityProviders: [],
  knownIssuers: [],
  requireCustomerKey: false,
  sensitiveNamespaces: ['kube-system', 'flux-system', 'external-secrets'],
  tenants: {},
  rules: {},
  waivers: [],
  expectedUnread: [],
  kubernetes: { read: true, readers: [], accessEntries: [] },
  alerts: defaultAlerts,
};
