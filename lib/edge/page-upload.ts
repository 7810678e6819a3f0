/**
 * Uploads the built pages to their bucket with each deployment. The function's bundle contains the pages, so it reads
 * no other bucket and unpacks nothing. The alternative, the CDK's own `BucketDeployment`, would add a Python function
 * with the whole AWS CLI (docs/decisions/0018).
 */
import { createHash } from 'node:crypto'
import { CustomResource, Duration } from 'aws-cdk-lib'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { manifestName, type PageManifest, pagesFolder } from '../../lambdas/edge/page-manifest.ts'
import type { PagesRequest } from '../../lambdas/edge/upload-pages.ts'
import { retainsData } from '../stage-names.ts'
import { stepFunction, type ZoneFunctionProps } from '../step-function.ts'
import type { PageFile } from './pages/page-file.ts'

export interface PageUploadProps extends ZoneFunctionProps {
  readonly files: readonly PageFile[]
  readonly bucket: IBucket
  readonly distribution: Distribution
}

const timeoutSeconds = 120

export class PageUpload extends Construct {
  readonly function: LambdaFunction

  constructor(scope: Construct, id: string, props: PageUploadProps) {
    super(scope, id)
    const { settings, files, bucket, distribution } = props
    const manifest = manifestOf(files)
    const removes = !retainsData(settings)
    const upload = stepFunction(this, 'upload-pages', {
      ...props,
      description: 'Uploads the built pages to their bucket.',
      timeoutSeconds,
      environment: { PAGES_BUCKET: bucket.bucketName, DISTRIBUTION_ID: distribution.distributionId },
      files: {
        [manifestName]: JSON.stringify(manifest),
        ...Object.fromEntries(files.map(({ path, body }) => [`${pagesFolder}${path}`, body])),
      },
      statements: [
        new PolicyStatement({ sid: 'Upload', actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')] }),
        new PolicyStatement({
          sid: 'Invalidate',
          actions: ['cloudfront:CreateInvalidation'],
          resources: [`arn:aws:cloudfront::${settings.account}:distribution/${distribution.distributionId}`],
        }),
        ...(removes ? emptyBucketStatements(bucket) : []),
      ],
    })
    this.function = upload
    new CustomResource(this, 'Files', {
      resourceType: 'Custom::Pages',
      serviceToken: upload.functionArn,
      // Without this, CloudFormation would wait for an hour if the function never responded.
      serviceTimeout: Duration.seconds(2 * timeoutSeconds),
      properties: {
        Version: manifest.version,
        WhenRemoved: removes ? 'deleted' : 'kept',
      } satisfies PagesRequest['ResourceProperties'],
    })
  }
}

const emptyBucketStatements = (bucket: IBucket): readonly PolicyStatement[] => [
  new PolicyStatement({ sid: 'FindAll', actions: ['s3:ListBucketVersions'], resources: [bucket.bucketArn] }),
  new PolicyStatement({
    sid: 'DeleteAll',
    actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
    resources: [bucket.arnForObjects('*')],
  }),
]

function manifestOf(files: readonly PageFile[]): PageManifest {
  const listed = files.map(({ path, contentType, cacheControl }) => ({ path, contentType, cacheControl }))
  const hash = createHash('sha256').update(JSON.stringify(listed))
  for (const { body } of files) hash.update(createHash('sha256').update(body).digest())
  return { version: hash.digest('hex').slice(0, 32), files: listed }
}
