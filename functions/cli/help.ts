import { UsageError } from '../adapters/usage-error.ts';
import { doctorHelp } from './help-doctor.ts';
import { helpOnQuestions } from './help-on-questions.ts';
import { helpOnSweeps } from './help-on-sweeps.ts';
import { helpOnWaivers } from './help-on-waivers.ts';

const overview = `Gatewatch watches who can get into Amazon EKS clusters, and what they can do there.

  npm start                                  sweep the sample estate, and replay a break-in on it
  npm start -- sweep --snapshot DIR          sweep a snapshot folder
  npm start -- sweep --live                  sweep the account of your AWS credentials
  npm start -- snapshot --out DIR            read a live account into a folder
  npm start -- replay EVENT…                 what recorded events would have led to
  npm start -- explain FINDING               the reasoning behind a finding
  npm start -- preview-alert FINDING|EVENT…  a message as a channel would be sent it
  npm start -- waive FINDING                 accept a finding for a while, in gatewatch.yaml
  npm start -- who-can VERB RESOURCE         who may do something inside clusters, and by what
  npm start -- access WHO                    what somebody may do inside clusters, and by what
  npm start -- migrate-aws-auth CLUSTER      the plan from aws-auth to access entries
  npm start -- doctor                        whether a deployment works, and what to do where not
  npm start -- rules [ID]                    list the rules, or explain one
  npm start -- help COMMAND                  more on one command
`;

const commands: Readonly<Record<string, string>> = {
  ...helpOnSweeps,
  ...helpOnWaivers,
  ...helpOnQuestions,
  doctor: doctorHelp,
};

export function helpText(command: string | undefined): string {
  if (command === undefined) return overview;
  const text = commands[command];
  if (text !== undefined) return text;
  throw new UsageError(
    `there is no help on "${command}"; commands are ${Object.keys(commands).join(', ')}`,
  );
}
