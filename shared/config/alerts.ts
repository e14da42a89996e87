import * as z from 'zod/mini';
import type { AlertSettings, Channel, MaintenanceWindow, Route } from '../model/alert-settings.ts';
import { severities } from '../model/severity.ts';
import {
  clusterPlace,
  email,
  list,
  matched,
  orElse,
  severity,
  some,
  strict,
  text,
} from './fields.ts';
import { days, instant } from './times.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const secret = () =>
  matched(
    'the name or ARN of a secret of Secrets Manager',
    /^(arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:)?[\w/+=.@-]{1,512}$/,
  );
const slackId = (what: string, pattern: RegExp) => matched(`the id of a Slack ${what}`, pattern);

const channelShape = {
  emails: z.exactOptional(some(email())),
  slack: z.exactOptional(
    strict({
      secret: secret(),
      channel: slackId('channel such as C0123456789', /^[CGD][A-Z0-9]{8,}$/),
    }),
  ),
  slackWebhook: z.exactOptional(strict({ secret: secret() })),
  amazonQ: z.exactOptional(
    strict({
      workspace: slackId('workspace such as T0123456789', /^T[A-Z0-9]{8,}$/),
      channel: slackId('channel such as C0123456789', /^[CG][A-Z0-9]{8,}$/),
    }),
  ),
  eventBus: z.exactOptional(text('the name or ARN of an event bus')),
  securityHub: z.exactOptional(z.literal(true, 'expected true; leave the channel out otherwise')),
};

const channelSchema: z.ZodMiniType<Channel> = strict(channelShape).check(
  z.refine(
    (channel) => Object.keys(channel).length === 1,
    `expected exactly one of ${Object.keys(channelShape).join(', ')}`,
  ),
);

const routeSchema: z.ZodMiniType<Route> = strict({
  to: text('the name of a channel'),
  minimumSeverity: z.exactOptional(severity()),
  clusters: z.exactOptional(some(clusterPlace())),
  tenants: z.exactOptional(some(text('the name of a tenant'))),
  rules: z.exactOptional(some(text('the id of a rule'))),
});

const windowSchema: z.ZodMiniType<MaintenanceWindow> = strict({
  clusters: list(clusterPlace()),
  from: instant(),
  until: instant(),
  reason: text('why it is acceptable'),
  owner: text('who answers for it'),
}).check(z.refine(({ from, until }) => from < until, 'expected to end after it begins'));

const remindersSchema = strict(
  Object.fromEntries(severities.map((label) => [label, z.exactOptional(days())])),
);

/** What applies where nothing is configured. */
export const defaultAlerts: AlertSettings = {
  minimumSeverity: 'MEDIUM',
  emails: [],
  operationsEmails: [],
  digest: 'sweep',
  reminders: {},
  maintenance: [],
  channels: {},
  routes: [],
};

export const alertsSchema: z.ZodMiniType<AlertSettings> = strict({
  minimumSeverity: orElse(severity(), defaultAlerts.minimumSeverity),
  emails: list(email()),
  operationsEmails: list(email()),
  digest: orElse(z.enum(['sweep', 'daily'], 'expected sweep or daily'), defaultAlerts.digest),
  reminders: orElse(remindersSchema, {}),
  maintenance: list(windowSchema),
  channels: orElse(z.record(z.string(), channelSchema), {}),
  routes: list(routeSchema),
});
