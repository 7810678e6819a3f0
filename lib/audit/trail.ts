import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { logGroup } from '../monitoring/log-group.ts'
import { logGroupNameOf, trailArnsOf, trailNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { Archive } from './archive.ts'
import { TablesTrail } from './tables-trail.ts'

export interface TrailProps {
  readonly settings: StageSettings
  readonly logsKey: IKey
  readonly tableArns: Readonly<Record<TableName, string>>
}

/**
 * The archive, and the trails that write to the archive. No trail is created if the account already has one.
 *
 * The trails record requests to AWS (PCI DSS 10.2.1.3). The first one records all management events of the account,
 * which include every use of a key, because KMS has no data events. It also records reads, deletions and lock changes of
 * archived objects. It does not record writes to the archive, because each of the trail's own writes would cause another
 * record. Its log group is the source of the alarms. The second one records requests to the tables (`TablesTrail`).
 */
export class Trail extends Construct {
  readonly archive: Archive
  /** The log of the stage's own trail, or of the existing one if the settings name it. */
  readonly logGroup: ILogGroup | undefined

  constructor(scope: Construct, id: string, props: TrailProps) {
    super(scope, id)
    const { settings, logsKey } = props
    const { trail } = settings
    const isMadeHere = trail.kind === 'made-here'
    this.archive = new Archive(this, 'Archive', {
      settings,
      logsKey,
      trailArns: isMadeHere ? trailArnsOf(settings) : [],
    })
    if (isMadeHere) {
      this.logGroup = this.makeTrail(props)
      const { bucket } = this.archive
      new TablesTrail(this, 'Tables', { ...props, bucketName: bucket.bucketName }).node.addDependency(this.archive)
    } else if ('logGroup' in trail && trail.logGroup !== undefined) {
      this.logGroup = LogGroup.fromLogGroupName(this, 'ExistingLog', trail.logGroup)
    }
  }

  private makeTrail({ settings, logsKey }: TrailProps): ILogGroup {
    const log = logGroup(this, 'Trail', { settings, name: logGroupNameOf(settings, 'trail'), key: logsKey })
    const role = new Role(this, 'Role', {
      // There is no condition on the source. CloudTrail sends no source when it uses this role, so a condition would
      // deny access to the trail. The role may write to one log group only.
      // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
      // https://github.com/prowler-cloud/prowler/issues/4714
      assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com'),
      inlinePolicies: {
        log: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [log.logGroupArn],
            }),
          ],
        }),
      },
    })
    const trail = new CfnTrail(this, 'Account', {
      trailName: trailNameOf(settings),
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: this.archive.bucket.bucketName,
      kmsKeyId: logsKey.keyArn,
      cloudWatchLogsLogGroupArn: log.logGroupArn,
      cloudWatchLogsRoleArn: role.roleArn,
      advancedEventSelectors: [
        { name: 'Management, with the uses of keys', fieldSelectors: [equals('eventCategory', ['Management'])] },
        {
          name: 'Reads and deletions of archived objects',
          fieldSelectors: [
            equals('eventCategory', ['Data']),
            equals('resources.type', ['AWS::S3::Object']),
            startsWith('resources.ARN', [this.archive.bucket.arnForObjects('')]),
            startsWith('eventName', ['Get', 'List', 'Head', 'Delete', 'PutObjectRetention', 'PutObjectLegalHold']),
          ],
        },
      ],
    })
    trail.node.addDependency(this.archive, role)
    return log
  }
}

const equals = (field: string, values: readonly string[]) => ({ field, equalTo: [...values] })
const startsWith = (field: string, values: readonly string[]) => ({ field, startsWith: [...values] })
