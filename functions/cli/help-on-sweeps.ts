/** What reads and judges, and what would be said of it. */
export const helpOnSweeps: Readonly<Record<string, string>> = {
  sweep: `Reads an account or a snapshot of one, judges it by every rule and reports.

  npm start -- sweep (--snapshot DIR | --live) [options]

  --snapshot DIR          a folder that "snapshot" wrote, or that a script around aws did
  --live                  the account of your AWS credentials
  --format FORMAT         table (default), json, markdown, html for a browser, sarif for code scanning, or ocsf: a
                          Compliance Finding a line
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
  npm start -- sweep --live --format html --out report.html
  npm start -- sweep --snapshot snapshots/today --format sarif --out gatewatch.sarif

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
  'preview-alert': `Prints what would be sent about a finding, as if it had opened just now, or about recorded events.

  npm start -- preview-alert FINDING [options]
  npm start -- preview-alert EVENT… [options]

  FINDING          the id of a finding, or as much of its beginning as tells it from others
  EVENT            files with recorded events, as "replay" takes them
  --format FORMAT  email (default), slack, q for Amazon Q Developer in chat applications, or json as on an event bus
  --snapshot DIR   a snapshot folder; without it and --live, the sample estate
  --live           the account of your AWS credentials; of findings alone
  --config FILE    gatewatch.yaml; otherwise the one in the snapshot folder or here, if any

Examples
  npm start -- preview-alert 6f405a20
  npm start --silent -- preview-alert examples/events/attach-role-policy.json --format json | jq '.[].detail.transition.type'

Exit status
  3  wrong usage or configuration, or no such finding
  4  something failed that should not have; DEBUG=1 shows where
  2  a file or an event was not understood
  0  printed
`,
};
