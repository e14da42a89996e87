import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface FindingsTopicProps {
  readonly key: IKey;
  /** Addresses to subscribe; each must confirm by the mail that SNS sends it. */
  readonly emails: readonly string[];
}

/** Where people, chat rooms and queues hear of findings. */
export class FindingsTopic extends Construct {
  public readonly topic: Topic;

  constructor(scope: Construct, id: string, { key, emails }: FindingsTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Gatewatch',
      masterKey: key,
      enforceSSL: true,
    });
    for (const email of emails) {
      this.topic.addSubscription(new EmailSubscription(email));
    }
  }
}
