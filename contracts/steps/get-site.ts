import { SiteSettings } from '../site-settings.ts'
import { noFields, step } from '../step.ts'

export const getSite = step({
  name: 'get-site',
  summary: 'Returns the settings of the site.',
  zone: 'control-zone',
  method: 'GET',
  path: '/v1/site',
  caller: 'person',
  anyOf: ['site:administer'],
  pathParameters: noFields,
  query: noFields,
  body: noFields,
  reply: SiteSettings,
  success: 200,
  etag: true,
  refusals: ['not-signed-in', 'not-permitted'],
})
