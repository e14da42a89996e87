import { Ajv2020 } from 'ajv/dist/2020.js';
import alertEvent from '../../../docs/schemas/alert-event.schema.json' with { type: 'json' };
import ocsf from './ocsf-compliance-finding-1.5.0.json' with { type: 'json' };
import sarif from './sarif-2.1.0.json' with { type: 'json' };

const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  // One pattern of OCSF's is none with the flag u.
  unicodeRegExp: false,
  formats: {
    uri: URL.canParse,
    'uri-reference': /^[^\s\\"<>^`{|}]*$/,
    'date-time': /^\d{4}-\d\d-\d\dT/,
  },
});

// It is of draft 04, whose words it uses mean the same today but for these two.
const { $schema: _, id: __, ...sarifToday } = sarif;
const isSarif = ajv.compile(sarifToday);
const isOcsf = ajv.compile(ocsf);
const isAlertEvent = ajv.compile(alertEvent);

/** What the schema of SARIF 2.1.0 says against a document; nothing where it is one. */
export function sarifFaults(document: unknown): readonly string[] {
  return isSarif(document) ? [] : faults(isSarif.errors);
}

/** The same of one event, by the schema of an OCSF Compliance Finding. */
export function ocsfFaults(event: unknown): readonly string[] {
  return isOcsf(event) ? [] : faults(isOcsf.errors);
}

/** The same of the detail of one of our own events, by the schema that we publish. */
export function alertEventFaults(detail: unknown): readonly string[] {
  return isAlertEvent(detail) ? [] : faults(isAlertEvent.errors);
}

function faults(errors: typeof isOcsf.errors): readonly string[] {
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
