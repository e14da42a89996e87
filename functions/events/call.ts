import type { Account } from '../../shared/model/account.ts';
import type { Estate } from '../../shared/model/estate.ts';
import type { CloudTrailRecord, Parameters } from './cloud-trail-record.ts';

/** A call that succeeded, and what was known of the account when we heard of it. */
export interface Call {
  readonly name: string;
  readonly region: string;
  /** Empty where the record has none. */
  readonly request: Parameters;
  readonly response: Parameters;
  readonly estate: Estate;
  readonly account: Account;
}

export function callOf(record: CloudTrailRecord, estate: Estate): Call {
  return {
    name: record.eventName,
    region: record.awsRegion,
    request: record.requestParameters ?? {},
    response: record.responseElements ?? {},
    estate,
    account: estate.account,
  };
}
