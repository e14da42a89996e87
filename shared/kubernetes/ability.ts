/** What power is reckoned from: one bit for each thing that a rule may let somebody do. */
export const ability = {
  everything: 1 << 0,
  read: 1 << 1,
  write: 1 << 2,
  readSecrets: 1 << 3,
  createSecrets: 1 << 5,
  runPods: 1 << 6,
  enterPods: 1 << 7,
  mintTokens: 1 << 8,
  impersonateAccounts: 1 << 9,
  createAccounts: 1 << 10,
  writeRoles: 1 << 11,
  escalateRoles: 1 << 12,
  writeBindings: 1 << 13,
  bindRoles: 1 << 14,
  bindClusterRoles: 1 << 15,
  editConfigMap: 1 << 16,
  deleteConfigMap: 1 << 17,
  createConfigMaps: 1 << 18,
  /** One service account at least, be it named. */
  impersonateSomeAccount: 1 << 19,
  writeClusterRoles: 1 << 20,
  escalateClusterRoles: 1 << 21,
  writeClusterBindings: 1 << 22,
  impersonateUsers: 1 << 23,
  impersonateGroups: 1 << 24,
  reachKubelets: 1 << 25,
  writeWebhooks: 1 << 26,
  writeApiServices: 1 << 27,
  writeMutatingPolicies: 1 << 28,
  writeMutatingPolicyBindings: 1 << 29,
  /** One user at least, be they named. */
  impersonateSomeUser: 1 << 30,
} as const;

/** What only objects without a namespace give, so that a role counted in a namespace does not give it. */
export const clusterOnly =
  ability.writeClusterRoles |
  ability.escalateClusterRoles |
  ability.writeClusterBindings |
  ability.impersonateUsers |
  ability.impersonateSomeUser |
  ability.impersonateGroups |
  ability.reachKubelets |
  ability.writeWebhooks |
  ability.writeApiServices |
  ability.writeMutatingPolicies |
  ability.writeMutatingPolicyBindings;
