/** What `help doctor` prints. */
export const doctorHelp = `Looks at a deployment with your credentials and by asking its functions, and says what is wrong and the command that
mends it: trails, rules and their targets, functions, queues, subscriptions, the key, forwarders, heartbeat, sweeps, what the
functions may read, whether clusters let them in, alerts that wait, channels and their secrets, and whether gatewatch.yaml is
what is deployed.

  npm start -- doctor [options]
  npm start -- doctor --test-message CHANNEL [options]
  npm start -- doctor --uninstall [options]

  --region REGION          the home Region of the deployment; otherwise AWS_REGION
  --config FILE            gatewatch.yaml to compare with what is deployed; otherwise the one here, if any
  --format FORMAT          table (default) or json
  --test-message CHANNEL   sends one message that says that it is a test: to findings, operations, one of alerts.channels, or all
  --uninstall              lists what is left of a deployment in the account, with the commands that remove it

It changes nothing: with --test-message it sends, and otherwise it only reads.

Examples
  npm start -- doctor --region eu-west-1
  npm start -- doctor --test-message findings

Exit status
  3  wrong usage or configuration, or no account for the credentials
  4  something failed that should not have; DEBUG=1 shows where
  1  something is wrong, or left
  2  something could not be looked at
  0  all is in order
`;
