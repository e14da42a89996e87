/** What changes the configuration. */
export const helpOnWaivers: Readonly<Record<string, string>> = {
  waive: `Shows the change of gatewatch.yaml that accepts a finding for a while, as a diff for review; --write makes it. The waiver
names the rule and the subject exactly, its cluster and its Region. All else in the file stays, to the byte.

  npm start -- waive FINDING --reason TEXT --owner TEXT --expires YYYY-MM-DD [options]

  FINDING                the id of a finding, or as much of its beginning as tells it from others
  --reason TEXT          why it is acceptable
  --owner TEXT           who answers for it
  --expires YYYY-MM-DD   the last day on which it holds, in UTC
  --snapshot DIR         a snapshot folder; without it and --live, the sample estate
  --live                 the account of your AWS credentials
  --config FILE          the file to change; otherwise the gatewatch.yaml in the snapshot folder or here; if there is
                         none, one is made here
  --write                change the file; without it, nothing is written

Examples
  npm start -- waive 576a2d13 --reason 'Moves to Argo CD (PAY-812)' --owner payments@example.com --expires 2030-01-31
  npm start -- waive 576a2d13 --reason 'Moves (PAY-812)' --owner payments --expires 2030-01-31 --live --write

Exit status
  3  wrong usage or configuration, no such finding, one that is waived already, or an end that is past
  4  something failed that should not have; DEBUG=1 shows where
  0  the change is shown, and made if asked for
`,
};
