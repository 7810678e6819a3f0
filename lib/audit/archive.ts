import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { addCdkFunctionLogs } from '../monitoring/cdk-function-logs.ts'
import { logGroupNameOf, retainsData } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { markStateful } from '../stateful-resource.ts'

export interface ArchiveProps {
  readonly settings: StageSettings
  readonly logsKey: IKey
  /**
   * The stage's own trails, if the stage has any. Both the trails and the export of the audit log write to the archive.
   */
  readonly trailArns: readonly string[]
}

/** The retention of all records: thirteen months. */
const retentionPeriod = Duration.days(400)

/**
 * Stores the audit log and the trail where they cannot be altered. In production no principal can change or delete an
 * object within thirteen months. In a demo, objects are not locked, so that the demo can be removed.
 */
export class Archive extends Construct {
  readonly bucket: Bucket

  constructor(scope: Construct, id: string, { settings, logsKey, trailArns }: ArchiveProps) {
    super(scope, id)
    const locked = retainsData(settings)
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: logsKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      ...(locked && {
        objectLockEnabled: true,
        objectLockDefaultRetention: ObjectLockRetention.compliance(retentionPeriod),
      }),
      lifecycleRules: [{ expiration: retentionPeriod, noncurrentVersionExpiration: Duration.days(1) }],
      ...(!locked && { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true }),
    })
    markStateful(this.bucket, 'ArchiveBucket', settings)
    if (!locked) {
      addCdkFunctionLogs(this, 'ArchiveTasks', {
        settings,
        name: logGroupNameOf(settings, 'archive-tasks'),
        key: logsKey,
      })
    }
    if (trailArns.length > 0) this.allowTrails(trailArns, settings)
  }

  private allowTrails(trailArns: readonly string[], settings: StageSettings): void {
    const trail = new ServicePrincipal('cloudtrail.amazonaws.com')
    const fromTrail = { StringEquals: { 'aws:SourceArn': [...trailArns] } }
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TrailLooks',
        principals: [trail],
        actions: ['s3:GetBucketAcl'],
        resources: [this.bucket.bucketArn],
        conditions: fromTrail,
      }),
    )
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TrailWrites',
        principals: [trail],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`AWSLogs/${settings.account}/*`)],
        conditions: fromTrail,
      }),
    )
  }
}
