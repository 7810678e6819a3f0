import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod/mini'
import { jsonOf, parsedSettings } from '../adapters/process/environment.ts'
import { jsonLog } from '../adapters/process/json-log.ts'
import { handleCustomResource } from './custom-resource.ts'
import { s3PageBucket } from './page-bucket.ts'
import { cloudFrontPageCache } from './page-cache.ts'
import { manifestName, PageManifest, pagesFolder } from './page-manifest.ts'
import { PagesRequest, uploadPages } from './upload-pages.ts'

const text = z.string().check(z.minLength(1))
const Settings = z.object({ PAGES_BUCKET: text, DISTRIBUTION_ID: text, LAMBDA_TASK_ROOT: text })

const work = async (input: unknown): Promise<void> => {
  const {
    PAGES_BUCKET: bucket,
    DISTRIBUTION_ID: distributionId,
    LAMBDA_TASK_ROOT,
  } = parsedSettings(Settings, process.env)
  const upload = uploadPages({
    manifest: parsedSettings(PageManifest, jsonOf(readFileSync(join(LAMBDA_TASK_ROOT, manifestName), 'utf8'))),
    bucket: s3PageBucket({ client: new S3Client(), bucket, folder: join(LAMBDA_TASK_ROOT, pagesFolder) }),
    cache: cloudFrontPageCache({ client: new CloudFrontClient(), distributionId }),
  })
  await upload(PagesRequest.parse(input))
}

export const handler = (input: unknown): Promise<void> =>
  handleCustomResource(input, { task: 'upload-pages', physicalId: 'pages', work: () => work(input), log: jsonLog() })
