import { ListQueuesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The queue whose generated name matches; queues have no outputs of their own. */
export async function queueUrl(sqs: SQSClient, name: RegExp): Promise<string> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const [url, ...others] = QueueUrls.filter((candidate) => name.test(candidate));
  if (url === undefined || others.length > 0) {
    throw new Error(`Not one queue is called ${name}: ${QueueUrls.join(', ')}`);
  }
  return url;
}
