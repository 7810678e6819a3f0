import { SiteSettings, SiteSettingsChange } from '../site-settings.ts'
import { noFields, step } from '../step.ts'

export const patchSite = step({
  name: 'patch-site',
  summary: 'Changes the given settings of the site and keeps the others.',
  zone: 'control-zone',
  method: 'PATCH',
  path: '/v1/site',
  caller: 'person',
  anyOf: ['site:administer'],
  pathParameters: noFields,
  query: noFields,
  body: SiteSettingsChange,
  reply: SiteSettings,
  success: 200,
  etag: true,
  refusals: ['not-signed-in', 'not-permitted', 'conflict', 'changed-meanwhile'],
})
