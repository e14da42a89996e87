/** What answers questions. */
export const helpOnQuestions: Readonly<Record<string, string>> = {
  explain: `Prints the reasoning behind a finding, or behind the verdict of a rule on a subject: what was found and on which
statements, which facts that rests on, and what would make it compliant.

  npm start -- explain FINDING [options]
  npm start -- explain RULE SUBJECT [options]

  FINDING          the id of a finding, or as much of its beginning as tells it from others
  RULE SUBJECT     a rule and what it judges, as a finding names them; compliant ones are explained too
  --snapshot DIR   a snapshot folder; without it and --live, the sample estate
  --live           the account of your AWS credentials
  --config FILE    gatewatch.yaml; otherwise the one in the snapshot folder or here, if any

Examples
  npm start -- explain 6f405a20
  npm start -- explain pod-identity-can-work payments/ledger

Exit status
  3  wrong usage or configuration, or no such finding, rule or subject
  4  something failed that should not have; DEBUG=1 shows where
  0  explained
`,
  'who-can': `Tells who may do something inside clusters: principals of IAM by access policies, and by groups and usernames that
access entries and aws-auth give them; then the subjects that bindings name. Each with the chain that gives it.

  npm start -- who-can VERB RESOURCE [options]

  VERB                  get, list, create, impersonate … as in the rules of a role
  RESOURCE              secrets, secrets/NAME, pods/exec, pods/NAME/exec, widgets.example.com, or a path such as /metrics
  -n, --namespace NAME  in this namespace; without it, anywhere, and each answer says where
  --cluster NAME        one cluster: REGION/NAME, or NAME alone; without it, all
  --snapshot DIR        a snapshot folder; without it and --live, the sample estate
  --live                the account of your AWS credentials
  --format FORMAT       table (default) or json
  --config FILE         gatewatch.yaml; otherwise the one in the snapshot folder or here, if any

Examples
  npm start -- who-can get secrets -n kube-system
  npm start -- who-can create pods/exec --cluster payments --snapshot snapshots/today

Exit status
  3  wrong usage or configuration, or no account for the credentials
  4  something failed that should not have; DEBUG=1 shows where
  2  something that decides it could not be read, so there may be more
  0  answered
`,
  access: `Tells what somebody may do inside clusters: verbs on the resources that matter, over the whole cluster and in the
namespaces where it is more, and the rules behind that.

  npm start -- access WHO [options]

  WHO                   an ARN of IAM, or a subject of bindings: group:NAME, user:NAME, system:serviceaccount:NAMESPACE:NAME
  --cluster NAME        one cluster: REGION/NAME, or NAME alone; without it, all
  --snapshot DIR        a snapshot folder; without it and --live, the sample estate
  --live                the account of your AWS credentials
  --format FORMAT       table (default) or json
  --config FILE         gatewatch.yaml; otherwise the one in the snapshot folder or here, if any

Examples
  npm start -- access "$(aws iam get-role --role-name ci-deployer --query Role.Arn --output text)" --live
  npm start -- access group:developers --cluster payments --snapshot snapshots/today

Exit status
  3  wrong usage or configuration, or no account for the credentials
  4  something failed that should not have; DEBUG=1 shows where
  2  something that decides it could not be read, so there may be more
  0  answered
`,
  'migrate-aws-auth': `Prints the plan from the aws-auth of a cluster to access entries: what becomes of each line, with equal power or less,
what cannot be carried, and the steps, how to verify each and how to take it back. It changes nothing.

  npm start -- migrate-aws-auth CLUSTER (--snapshot DIR | --live) [options]

  CLUSTER           NAME, or REGION/NAME where several Regions have one of the name
  --snapshot DIR    a snapshot folder with the ConfigMap aws-auth of the cluster
  --live            the account of your AWS credentials
  --format FORMAT   commands (default), cdk, terraform or json
  --config FILE     gatewatch.yaml; otherwise the one in the snapshot folder or here, if any

Examples
  npm start -- migrate-aws-auth payments --live
  npm start --silent -- migrate-aws-auth eu-west-1/payments --snapshot snapshots/today --format terraform > entries.tf

Exit status
  3  wrong usage or configuration, or no such cluster
  4  something failed that should not have; DEBUG=1 shows where
  2  what it takes to tell was not read: no plan, or a plan with lines that are UNDECIDED
  0  a plan for every line
`,
  rules: `Lists the rules, or explains one: what it requires, why, and what to do.

  npm start -- rules [ID]

Examples
  npm start -- rules
  npm start -- rules access-entry-no-cluster-admin
`,
};
