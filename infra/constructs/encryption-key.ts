import { RemovalPolicy } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { keyDescription } from '../../shared/model/own-names.ts';

/**
 * Encrypts what says who can get in: the table, the bucket and the findings topic. Only our functions use
 * them, through IAM; no AWS service publishes to them, so the key policy names none.
 */
export class EncryptionKey extends Construct {
  public readonly key: IKey;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: keyDescription,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
