import { UsageError } from '../adapters/usage-error.ts';
import { doctorHelp } from './help-doctor.ts';

const overview = `Gatewatch watches who can get into Amazon EKS clusters, and what they can do there.

  npm start                                  sweep the sample estate, and replay a break-in on it
  npm start -- sweep --snapshot DIR          sweep a snapshot folder
  npm start -- sweep --live                  sweep the account of your AWS credentials
  npm start -- snapshot --out DIR            read a live account into a folder
  npm start -- replay EVENT…                 what recorded events would have led to
  npm start -- explain FINDING               the reasoning behind a finding
  npm start -- who-can VERB RESOURCE         who may do something inside clusters, and by what
  npm start -- access WHO                    what somebody may do inside clusters, and by what
  npm start -- migrate-aws-auth CLUSTER      the plan from aws-auth to access entries
  npm start -- doctor                        whether a deployment works, and what to do where not
  npm start -- rules [ID]                    list the rules, or explain one
  npm start -- help COMMAND                  more on one command
`;

const commands: Readonly<Record<string, string>> = {
  sweep: `Reads an account or a snapshot of one, judges it by every rule and reports.

  npm start -- sweep (--snapshot DIR | --live) [options]

  --snapshot DIR          a folder that "snapshot" wrote, or that a script around aws did
  --live                  the account of your AWS credentials
  --format FORMAT         table (default), json or markdown
  --out FILE              write the report there instead of to standard output
  --config FILE           gatewatch.yaml; otherwise the one in the snapshot folder or here, if any
  --fail-on SEVERITY      exit 1 at or above it: LOW, MEDIUM (default), HIGH or CRITICAL
  --allow-unread REASON   do not exit 2 for what could not be read or decided
  --no-kubernetes         with --live, do not look into the clusters
  --state DIR             remember findings in a folder, and tell what moved since the last sweep

Examples
  npm start -- sweep --snapshot examples/brackwater
  npm start --silent -- sweep --snapshot examples/brackwater --format json | jq '.findings[].id'
  npm start -- sweep --live --fail-on HIGH --out report.md --format markdown

Exit status, the first that applies
  3  wrong usage or configuration, or no account for the credentials
  4  something failed that should not have; DEBUG=1 shows where
  1  findings at or above --fail-on
  2  something that an enabled rule needs was not read and not expected to be, or could not be decided
  0  clean

npm prints the command it runs before our output; "npm start --silent --" leaves only the report.
`,
  snapshot: `Reads a live account into a folder that "sweep --snapshot" reads. Nothing is judged and nothing is changed in AWS.

  npm start -- snapshot --out DIR [options]

  --out DIR         a new or empty folder
  --config FILE     gatewatch.yaml, for the Regions to read; otherwise the one here, or AWS_REGION
  --no-kubernetes   do not look into the clusters; what is inside them is noted as unread

Example
  npm start -- snapshot --out snapshots/2026-11-22

Exit status
  3  wrong usage or configuration, or no account for the credentials
  4  something failed that should not have; DEBUG=1 shows where
  2  something could not be read
  0  all was read
`,
  replay: `Runs recorded events through the functions that would hear them, over a snapshot, and prints what they made of it:
which findings open and resolve, the alerts as they would have been sent, and what only events show.

  npm start -- replay EVENT… [options]

  EVENT             a file with EventBridge events, CloudTrail records or a log file of CloudTrail's, or records of the audit
                    log of a cluster, gzipped or not
  --snapshot DIR    the account before the events; without it, the sample estate
  --after DIR       the account as it is read again after each event; without it, the snapshot with what the events
                    are documented to write
  --cluster NAME    the cluster whose audit log it is, where the records do not say it: REGION/NAME, or NAME alone
  --format FORMAT   text (default) or json
  --config FILE     gatewatch.yaml; otherwise the one in the snapshot folder or here, if any

Examples
  npm start -- replay examples/events/attach-role-policy.json
  npm start -- replay examples/events/audit-edit-aws-auth.json --cluster payments
  npm start --silent -- replay examples/break-in/*.json --format json | jq '.transitions[].type'

Exit status, the first that applies
  3  wrong usage or configuration
  4  something failed that should not have; DEBUG=1 shows where
  2  a file or an event was not understood, what an event wrote cannot be told without --after, or something that
     it gave cause to read is not in the snapshot
  0  replayed, whatever came of it
`,
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
  doctor: doctorHelp,
  rules: `Lists the rules, or explains one: what it requires, why, and what to do.

  npm start -- rules [ID]

Examples
  npm start -- rules
  npm start -- rules access-entry-no-cluster-admin
`,
};

export function helpText(command: string | undefined): string {
  if (command === undefined) return overview;
  const text = commands[command];
  if (text !== undefined) return text;
  throw new UsageError(
    `there is no help on "${command}"; commands are ${Object.keys(commands).join(', ')}`,
  );
}
