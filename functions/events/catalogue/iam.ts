import type { EventGroup } from './catalogued-event.ts';
import { managedPolicyEvents } from './iam-managed-policies.ts';
import { oidcProviderEvents } from './iam-oidc-providers.ts';
import { principalPolicyEvents } from './iam-principal-policies.ts';
import { roleEvents } from './iam-roles.ts';
import { tagEvents } from './iam-tags.ts';
import { userAndGroupEvents } from './iam-users-and-groups.ts';

/**
 * Calls that change who may do what. Left out, for no fact of ours depends on them: instance profiles, access keys and
 * passwords, SAML providers, thumbprints, descriptions (UpdateRoleDescription), tags of policies and of identity
 * providers, delegation requests (AcceptDelegationRequest, whose roles AcquireRole makes), PutAccountProperties and
 * EnableOutboundWebIdentityFederation.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
 */
export const iamEvents: EventGroup = {
  source: 'aws.iam',
  eventSource: 'iam.amazonaws.com',
  where: 'iam',
  events: [
    ...roleEvents,
    ...principalPolicyEvents,
    ...managedPolicyEvents,
    ...userAndGroupEvents,
    ...oidcProviderEvents,
    ...tagEvents,
  ],
};
