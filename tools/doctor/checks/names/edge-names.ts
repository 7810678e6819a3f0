/** Checks the stage's names in CloudFront, which must be unique in the account across all Regions. */
import * as z from 'zod/mini'
import { allPages, pageToken } from '../../aws/all-pages.ts'
import type { ReadAws } from '../../aws/read-aws.ts'
import { xmlList } from '../../aws/reply.ts'
import type { Check } from '../../finding.ts'
import { edgeNames } from '../../stage-resources.ts'
import { freeNames, type Named, takenByOthers } from './free-names.ts'

export const edgeNamesCheck: Check = {
  name: 'names: CloudFront',
  async run(context) {
    const { settings, readAws } = context
    const names = edgeNames(settings)
    const among = (all: readonly Named[], wanted: readonly string[]) => all.filter(({ name }) => wanted.includes(name))
    const existing = [
      ...among(await functions(readAws), names.functions),
      ...among(await cachePolicies(readAws), names.cachePolicies),
      ...among(await responseHeadersPolicies(readAws), names.responseHeadersPolicies),
    ]
    return freeNames(context, { existing, change: takenByOthers(settings.stage) })
  },
}

const Functions = z.looseObject({
  NextMarker: pageToken,
  Items: xmlList(
    'FunctionSummary',
    z.looseObject({ Name: z.string(), FunctionMetadata: z.looseObject({ FunctionARN: z.string() }) }),
  ),
})

const functions = (readAws: ReadAws): Promise<readonly Named[]> =>
  allPages(async (Marker) => {
    const page = await readAws('cloudfront:ListFunctions', Functions, { parameters: { Marker } })
    return {
      items: page.Items.map(({ Name, FunctionMetadata }) => ({ name: Name, physicalId: FunctionMetadata.FunctionARN })),
      next: page.NextMarker,
    }
  })

const Config = z.looseObject({ Name: z.string() })

const CachePolicies = z.looseObject({
  NextMarker: pageToken,
  Items: xmlList(
    'CachePolicySummary',
    z.looseObject({ CachePolicy: z.looseObject({ Id: z.string(), CachePolicyConfig: Config }) }),
  ),
})

export const cachePolicies = (readAws: ReadAws): Promise<readonly Named[]> =>
  allPages(async (Marker) => {
    const parameters = { Type: 'custom', Marker }
    const page = await readAws('cloudfront:ListCachePolicies', CachePolicies, { parameters })
    return {
      items: page.Items.map(({ CachePolicy: { Id, CachePolicyConfig } }) => ({
        name: CachePolicyConfig.Name,
        physicalId: Id,
      })),
      next: page.NextMarker,
    }
  })

const ResponseHeadersPolicies = z.looseObject({
  NextMarker: pageToken,
  Items: xmlList(
    'ResponseHeadersPolicySummary',
    z.looseObject({
      ResponseHeadersPolicy: z.looseObject({ Id: z.string(), ResponseHeadersPolicyConfig: Config }),
    }),
  ),
})

export const responseHeadersPolicies = (readAws: ReadAws): Promise<readonly Named[]> =>
  allPages(async (Marker) => {
    const parameters = { Type: 'custom', Marker }
    const page = await readAws('cloudfront:ListResponseHeadersPolicies', ResponseHeadersPolicies, { parameters })
    return {
      items: page.Items.map(({ ResponseHeadersPolicy: { Id, ResponseHeadersPolicyConfig } }) => ({
        name: ResponseHeadersPolicyConfig.Name,
        physicalId: Id,
      })),
      next: page.NextMarker,
    }
  })
