/**
 * The hourly checkpoint of the audit log. A scheduled function reads the log from the archive and writes the checkpoint
 * to the archive.
 */
import { CfnRule } from 'aws-cdk-lib/aws-events'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { prefixOf } from '../stage-names.ts'
import { stepFunction, type ZoneFunctionProps } from '../step-function.ts'

export interface CheckpointsProps extends ZoneFunctionProps {
  readonly logsKey: IKey
  readonly archive: IBucket
}

/**
 * The schedule and the function. Like every other principal, the function cannot change what it has written. It has no
 * access to the table.
 */
export class Checkpoints extends Construct {
  readonly function: LambdaFunction

  constructor(scope: Construct, id: string, props: CheckpointsProps) {
    super(scope, id)
    const { settings, archive, logsKey } = props
    this.function = stepFunction(this, 'checkpoint-audit', {
      ...props,
      description: 'Copies the heads of all audit chains into the archive, once an hour.',
      // After a busy hour, the function must read many objects.
      timeoutSeconds: 600,
      environment: { AUDIT_BUCKET: archive.bucketName },
      statements: [
        new PolicyStatement({
          sid: 'Folders',
          actions: ['s3:ListBucket'],
          resources: [archive.bucketArn],
          conditions: { StringLike: { 's3:prefix': ['audit/*', 'checkpoints/*'] } },
        }),
        new PolicyStatement({
          sid: 'Copy',
          actions: ['s3:GetObject'],
          resources: [archive.arnForObjects('audit/*'), archive.arnForObjects('checkpoints/*')],
        }),
        new PolicyStatement({
          sid: 'Checkpoints',
          actions: ['s3:PutObject'],
          resources: [archive.arnForObjects('checkpoints/*')],
        }),
        new PolicyStatement({
          sid: 'ArchiveKey',
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [logsKey.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': `s3.${settings.region}.amazonaws.com` } },
        }),
      ],
    })
    const rule = new CfnRule(this, 'Hourly', {
      name: `${prefixOf(settings)}-checkpoint-audit`,
      description: 'Starts the checkpoint of the audit log.',
      scheduleExpression: 'rate(1 hour)',
      targets: [{ id: 'checkpoint-audit', arn: this.function.functionArn }],
    })
    new CfnPermission(this, 'RuleMayCall', {
      action: 'lambda:InvokeFunction',
      functionName: this.function.functionArn,
      principal: new ServicePrincipal('events.amazonaws.com').service,
      sourceArn: rule.attrArn,
    })
  }
}
