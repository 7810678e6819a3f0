import { SiteSettings, SiteSettingsDraft } from '../site-settings.ts'
import { noFields, step } from '../step.ts'

export const putSite = step({
  name: 'put-site',
  summary: 'Replaces all settings of the site.',
  zone: 'control-zone',
  method: 'PUT',
  path: '/v1/site',
  caller: 'person',
  anyOf: ['site:administer'],
  pathParameters: noFields,
  query: noFields,
  body: SiteSettingsDraft,
  reply: SiteSettings,
  success: 200,
  etag: true,
  refusals: ['not-signed-in', 'not-permitted', 'conflict', 'changed-meanwhile'],
})
