import { describe, expect, it } from 'vitest';
import {
  amazonQTestMessage,
  slackTestMessage,
  testEvent,
} from '../../../shared/report/test-message.ts';

const account = { accountId: '012345678901', partition: 'aws' };
const text =
  'This is a test of the channel <!here> of Gatewatch in account 012345678901. Somebody asked for it with "doctor --test-message". It tells of no change and of no finding, and there is nothing to do.';
const attributes = { accountId: ['012345678901'], transition: ['TEST'] };
const subject = '[Gatewatch] Test message, account 012345678901';

/** As plain text it is in checkup.test.ts. */
describe('a test message', () => {
  it('is a custom notification for Amazon Q', () => {
    const { body, ...rest } = amazonQTestMessage(account, '<!here>');
    expect(JSON.parse(body)).toEqual({
      version: '1.0',
      source: 'custom',
      content: { textType: 'client-markdown', title: subject, description: text },
    });
    expect(rest).toEqual({ subject, attributes });
  });

  it('mentions nobody in Slack, whatever the channel is called', () => {
    expect(slackTestMessage(account, '<!here>')).toEqual({
      ...{ id: 'test', deliveryId: 'test', isNews: true, blocks: [] },
      text: text.replace('<!here>', '&lt;!here&gt;'),
    });
  });

  it('is an event of a type of its own on a bus', () => {
    expect(testEvent(account, '<!here>')).toEqual({
      detailType: 'Gatewatch Test Message',
      detail: { accountId: '012345678901', message: text },
    });
  });
});
