import type { SubjectKind } from '../../shared/rules/rule.ts';

const cluster = 'aws eks describe-cluster --name CLUSTER --region REGION';
const entry =
  'aws eks describe-access-entry --cluster-name CLUSTER --region REGION --principal-arn PRINCIPAL';
const entryPolicies =
  'aws eks list-associated-access-policies --cluster-name CLUSTER --region REGION --principal-arn PRINCIPAL';
const awsAuth = 'kubectl get configmap aws-auth --namespace kube-system --output yaml';
const trust =
  "aws iam get-role --role-name ROLE --query 'Role.{trust:AssumeRolePolicyDocument,used:RoleLastUsed}'";
const attached = 'aws iam list-attached-role-policies --role-name ROLE';
const inline = 'aws iam list-role-policies --role-name ROLE';
const associations =
  'aws eks list-pod-identity-associations --cluster-name CLUSTER --region REGION';
const serviceAccount = 'kubectl get serviceaccount NAME --namespace NAMESPACE --output yaml';
const bindings =
  "kubectl get clusterrolebindings,rolebindings --all-namespaces --output wide | grep 'SUBJECT'";
const fromTheTerminal = 'npm start -- access WHO --cluster CLUSTER --live';

/** Commands that show what a rule has judged, as it is now; capitals stand for what the finding names. Nothing here writes. */
export const howToLook: Readonly<Record<SubjectKind, readonly string[]>> = {
  watchedRegion: [
    'aws cloudtrail describe-trails --region REGION',
    'aws cloudtrail get-trail-status --region REGION --name TRAIL',
  ],
  cluster: [cluster],
  accessEntry: [entry, entryPolicies],
  identityProviderConfig: [
    'aws eks list-identity-provider-configs --cluster-name CLUSTER --region REGION',
  ],
  capability: [
    'aws eks describe-capability --cluster-name CLUSTER --region REGION --capability-name NAME',
  ],
  nodegroup: [
    'aws eks describe-nodegroup --cluster-name CLUSTER --region REGION --nodegroup-name NAME',
    'aws ec2 describe-launch-template-versions --region REGION --launch-template-id TEMPLATE --versions VERSION',
  ],
  fargateProfile: [
    'aws eks describe-fargate-profile --cluster-name CLUSTER --region REGION --fargate-profile-name NAME',
  ],
  podIdentityAssociation: [
    associations,
    'aws eks describe-pod-identity-association --cluster-name CLUSTER --region REGION --association-id ID',
  ],
  oidcProvider: [
    'aws iam get-open-id-connect-provider --open-id-connect-provider-arn PROVIDER',
    cluster,
  ],
  role: [trust],
  trustStatement: [trust],
  workloadRole: [trust, attached, inline, associations],
  nodeRole: [trust, attached, inline],
  grantor: [attached, inline, 'npm start -- explain grantor-declared PRINCIPAL --live'],
  waiver: ['grep --line-number "waivers:" --after-context=20 gatewatch.yaml'],
  awsAuth: [awsAuth],
  awsAuthMapping: [awsAuth, trust],
  roleBinding: ['kubectl get clusterrolebinding NAME --output yaml', bindings],
  rbacSubject: [fromTheTerminal, bindings],
  clusterRole: ['kubectl get clusterrole NAME --output yaml'],
  serviceAccount: [serviceAccount, fromTheTerminal],
  mutatingWebhook: ['kubectl get mutatingwebhookconfiguration NAME --output yaml'],
  fluxReconciler: ['kubectl get kustomizations,helmreleases --all-namespaces --output yaml'],
  fluxController: [
    'kubectl get deployments --all-namespaces --selector app.kubernetes.io/part-of=flux --output yaml',
  ],
  fluxSource: [
    'kubectl get gitrepositories,ocirepositories,helmrepositories,buckets --all-namespaces --output yaml',
  ],
  fluxReceiver: ['kubectl get receivers --namespace NAMESPACE --output yaml'],
  secretStore: ['kubectl get secretstores,clustersecretstores --all-namespaces --output yaml'],
  externalSecret: ['kubectl get externalsecrets NAME --namespace NAMESPACE --output yaml'],
  secretProviderClass: [
    'kubectl get secretproviderclasses NAME --namespace NAMESPACE --output yaml',
  ],
  argoProject: ['kubectl get appprojects --namespace argocd --output yaml'],
  grant: [
    'aws cloudtrail lookup-events --region REGION --lookup-attributes AttributeKey=EventId,AttributeValue=EVENT',
    entryPolicies,
  ],
  monitorPart: [
    'aws events describe-rule --name NAME --region REGION',
    'aws lambda get-function-concurrency --function-name NAME --region REGION',
  ],
};
