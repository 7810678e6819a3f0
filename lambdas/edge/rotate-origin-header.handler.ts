import { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { WAFV2Client } from '@aws-sdk/client-wafv2'
import * as z from 'zod/mini'
import { parsedSettings } from '../adapters/process/environment.ts'
import { cloudFrontDistribution } from './distribution.ts'
import { RotationEvent, rotateOriginHeader } from './rotate-origin-header.ts'
import { originSecrets } from './secrets-manager.ts'
import { webAclFirewall } from './web-acl.ts'

const text = z.string().check(z.minLength(1))
const Settings = z.object({
  DISTRIBUTION_ID: text,
  WEB_ACL_NAME: text,
  WEB_ACL_ID: text,
  WEB_ACL_RULE: text,
  HEADER: text,
})

const compose = (secretId: string) => {
  const settings = parsedSettings(Settings, process.env)
  const header = settings.HEADER
  return rotateOriginHeader({
    secrets: originSecrets({ client: new SecretsManagerClient(), secretId }),
    firewall: webAclFirewall({
      client: new WAFV2Client(),
      acl: { name: settings.WEB_ACL_NAME, id: settings.WEB_ACL_ID },
      rule: settings.WEB_ACL_RULE,
      header,
    }),
    distribution: cloudFrontDistribution({
      client: new CloudFrontClient(),
      distributionId: settings.DISTRIBUTION_ID,
      header,
    }),
  })
}

export const handler = async (input: unknown): Promise<void> => {
  const event = RotationEvent.parse(input)
  await compose(event.SecretId)(event)
}
